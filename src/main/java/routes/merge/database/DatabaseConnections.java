package routes.merge.database;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import org.mariadb.jdbc.Driver;
import org.postgresql.ds.PGSimpleDataSource;

import routes.merge.secrets.Logins;
import routes.shared.InvalidInputException;

/**
 * Opens a connection for each merge: encrypted, with time limits, in a transaction that only reads and sees one consistent
 * snapshot. There is no pool: a merge needs one connection for long, and always the login of now.
 */
@ApplicationScoped
public class DatabaseConnections {

    /** What a host's name or address has; anything else would be read as an option by a driver. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.:\\[\\]-]+");

    private final DatabaseConfig config;
    private final Logins logins;

    DatabaseConnections(DatabaseConfig config, Logins logins) {
        this.config = config;
        this.logins = logins;
    }

    /**
     * Connects with the login at hand; if that is refused, with what the secret says now, unless it still says the same.
     *
     * @throws InvalidInputException if the database, a right or encryption is missing, or logins have been refused for long
     * @throws IOException if the secret cannot be fetched for now, or may be about to be rotated
     * @throws SQLException if the database cannot be reached
     */
    public void open(DatabaseSession session) throws SQLException, IOException {
        var secret = session.secret();
        while (!logins.isRefused(secret, session.login())) {
            try {
                session.connected(connect(session));
                logins.accepted(secret);
                return;
            } catch (SQLException e) {
                if (!DatabaseFailures.loginRefused(e)) {
                    throw e;
                }
                if (!logins.refused(secret, session.login())) {
                    throw DatabaseFailures.refusedForLong(session, e);
                }
                session.use(logins.fresh(secret));
            }
        }
        throw DatabaseFailures.refusedForNow(session, logins.refusedUntil(secret));
    }

    private Connection connect(DatabaseSession session) throws SQLException {
        var server = session.server();
        if (!HOST.matcher(server.host()).matches()) {
            throw new InvalidInputException("entry " + session.secret().entry() + ": Database.endpoint is "
                    + server.host() + "; write the name or address of a host, without a scheme or a port");
        }
        var connection = server.kind().speaksMySql() ? mySql(session) : postgres(session);
        try {
            beginSnapshot(server.kind(), connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private Connection mySql(DatabaseSession session) throws SQLException {
        var login = session.login();
        var limits = ConnectionLimits.of(config, session.own());
        var options = new Properties();
        options.setProperty("user", login.user());
        options.setProperty("password", login.password());
        options.setProperty(
                "connectTimeout", Long.toString(limits.connectTimeout().toMillis()));
        // Until it is connected: a server may accept, and then be silent.
        options.setProperty(
                "socketTimeout", Long.toString(limits.connectTimeout().toMillis()));
        // A server could ask for any file of ours otherwise.
        options.setProperty("allowLocalInfile", "false");
        // Time in which the server waits for us while we write what we have read.
        options.setProperty("sessionVariables", "net_write_timeout=" + seconds(limits.queryTimeout()));
        options.setProperty("sslMode", sslMode(limits, "trust"));
        limits.certificateAuthority().ifPresent(file -> options.setProperty("serverSslCert", file.toString()));
        var address = "jdbc:mariadb://" + session.server().host() + ":"
                + session.server().port() + "/";
        var connection = new Driver().connect(address, options);
        try {
            // Not in the address, where a part of the name could be taken for an option.
            connection.setCatalog(login.database());
            connection.setNetworkTimeout(
                    Runnable::run, Math.toIntExact(limits.queryTimeout().toMillis()));
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private Connection postgres(DatabaseSession session) throws SQLException {
        var login = session.login();
        var limits = ConnectionLimits.of(config, session.own());
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {session.server().host()});
        source.setPortNumbers(new int[] {session.server().port()});
        source.setDatabaseName(login.database());
        source.setUser(login.user());
        source.setPassword(login.password());
        source.setApplicationName("sluice merge " + session.secret().entry());
        source.setConnectTimeout(seconds(limits.connectTimeout()));
        source.setLoginTimeout(seconds(limits.connectTimeout()));
        source.setSocketTimeout(seconds(limits.queryTimeout()));
        source.setTcpKeepAlive(true);
        source.setSslMode(sslMode(limits, "require"));
        limits.certificateAuthority().ifPresent(file -> source.setSslRootCert(file.toString()));
        return source.getConnection();
    }

    /** Rounded up, since 0 would be for ever. */
    private static int seconds(Duration time) {
        return Math.toIntExact(time.plusMillis(999).toSeconds());
    }

    private static String sslMode(ConnectionLimits limits, String unverified) {
        if (!limits.tls()) {
            return "disable";
        }
        if (limits.certificateAuthority().isEmpty()) {
            return unverified;
        }
        var file = limits.certificateAuthority().get();
        if (!Files.isReadable(file)) {
            // What drivers make of that tells nobody what to do.
            throw new InvalidInputException(
                    "routes.merge.database.certificate-authority, or that of the entry, is " + file
                            + ", which cannot be read; put the certificates there, and give their rights to the user of this"
                            + " process");
        }
        return "verify-full";
    }

    private static void beginSnapshot(DatabaseKind kind, Connection connection) throws SQLException {
        if (kind.speaksMySql()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("start transaction with consistent snapshot, read only");
            }
            return;
        }
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
    }
}
