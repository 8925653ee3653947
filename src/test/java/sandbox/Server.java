package sandbox;

/** What the sandbox can start. */
public enum Server {
    POSTGRES,
    STORE,
    KAFKA,
    SLACK,
    MARIADB,
    SECRETS
}
