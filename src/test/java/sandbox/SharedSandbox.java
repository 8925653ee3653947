package sandbox;

/**
 * Servers that all test classes of a JVM share: each is started when it is first asked for and closed at the end of the
 * JVM. A test class uses a database and buckets of its own; one that stops or breaks a server starts its own instead.
 */
public final class SharedSandbox {

    private SharedSandbox() {}

    public static SandboxPostgres postgres() {
        return Postgres.SHARED;
    }

    private static final class Postgres {
        private static final SandboxPostgres SHARED = SandboxPostgres.started();
    }
}
