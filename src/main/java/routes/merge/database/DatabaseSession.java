package routes.merge.database;

import java.sql.Connection;
import java.sql.SQLException;

import org.jboss.logging.Logger;

import routes.merge.secrets.Login;
import routes.merge.secrets.LoginSecret;

/**
 * How one merge comes to its table: the server, the login and, once {@link DatabaseConnections#open} was called, the
 * connection. For one thread.
 */
public final class DatabaseSession implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DatabaseSession.class);

    private final DatabaseServer server;
    private final LoginSecret secret;
    private final OwnConnection own;
    private Login login;
    private Connection connection;

    /**
     * A session without connection.
     *
     * @param secret the one that the login is from, to be asked once more if it is refused
     */
    public DatabaseSession(DatabaseServer server, LoginSecret secret, Login login) {
        this(server, secret, login, null);
    }

    /**
     * A session without connection.
     *
     * @param secret the one that the login is from, to be asked once more if it is refused
     * @param own what is set for this database only
     */
    public DatabaseSession(DatabaseServer server, LoginSecret secret, Login login, OwnConnection own) {
        this.own = own;
        this.server = server;
        this.secret = secret;
        this.login = login;
    }

    DatabaseServer server() {
        return server;
    }

    OwnConnection own() {
        return own;
    }

    LoginSecret secret() {
        return secret;
    }

    /** The login that was used last. */
    public Login login() {
        return login;
    }

    void use(Login fresh) {
        login = fresh;
    }

    Connection connection() {
        return connection;
    }

    void connected(Connection opened) {
        connection = opened;
    }

    /** Hangs up, if it is connected. */
    @Override
    public void close() {
        var open = connection;
        connection = null;
        try (open) {
            // It only read.
        } catch (SQLException e) {
            LOG.debugf(e, "a connection of %s could not be closed", secret.entry());
        }
    }
}
