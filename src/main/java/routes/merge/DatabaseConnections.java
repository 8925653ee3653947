package routes.merge;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import org.mariadb.jdbc.Driver;
import org.postgresql.ds.PGSimpleDataSource;

import routes.shared.InvalidInputException;

/**
 * Opens a connection for each merge: encrypted, with time limits, in a transaction that only reads and sees one consistent
 * snapshot. There is no pool: a merge needs one connection for long, and always the login of now.
 */
@ApplicationScoped
class DatabaseConnections {

    /** What a host's name or address has; anything else would be read as an option by a driver. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.:\\[\\]-]+");

    private final MergeConfig.Database config;
    private final Logins logins;

    DatabaseConnections(MergeConfig config, Logins logins) {
        this.config = config.database();
        this.logins = logins;
    }

    /**
     * Connects with the login at hand; if that is refused, once more with what the secret says now.
     *
     * @throws InvalidInputException if the database, a right or encryption is missing
     * @throws IOException if the secret cannot be fetched for now
     * @throws SQLException if the database cannot be reached, or refuses both logins
     */
    void open(MergeUnderWay merge) throws SQLException, IOException {
        var entry = merge.entry();
        try {
            merge.connection = connect(entry, merge.login);
        } catch (SQLException e) {
            if (!DatabaseFailures.loginRefused(e)) {
                throw e;
            }
            // It may have been rotated a moment ago.
            merge.login = logins.fresh(entry);
            merge.connection = connect(entry, merge.login);
        }
    }

    private Connection connect(Entry entry, Login login) throws SQLException {
        if (!HOST.matcher(entry.database().host()).matches()) {
            throw new InvalidInputException("entry " + entry + ": Database.endpoint is "
                    + entry.database().host() + "; write the name or address of a host, without a scheme or a port");
        }
        var connection = entry.database().kind().speaksMySql() ? mySql(entry, login) : postgres(entry, login);
        try {
            beginSnapshot(entry.database().kind(), connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private Connection mySql(Entry entry, Login login) throws SQLException {
        var options = new Properties();
        options.setProperty("user", login.user());
        options.setProperty("password", login.password());
        options.setProperty(
                "connectTimeout", Long.toString(config.connectTimeout().toMillis()));
        options.setProperty("socketTimeout", Long.toString(config.queryTimeout().toMillis()));
        // A server could ask for any file of ours otherwise.
        options.setProperty("allowLocalInfile", "false");
        // Time in which the server waits for us while we write what we have read.
        options.setProperty(
                "sessionVariables", "net_write_timeout=" + config.queryTimeout().toSeconds());
        options.setProperty("sslMode", sslMode("trust"));
        config.certificateAuthority().ifPresent(file -> options.setProperty("serverSslCert", file.toString()));
        var server = "jdbc:mariadb://" + entry.database().host() + ":"
                + entry.database().port() + "/";
        var connection = new Driver().connect(server, options);
        try {
            // Not in the address, where a part of the name could be taken for an option.
            connection.setCatalog(login.database());
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private Connection postgres(Entry entry, Login login) throws SQLException {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {entry.database().host()});
        source.setPortNumbers(new int[] {entry.database().port()});
        source.setDatabaseName(login.database());
        source.setUser(login.user());
        source.setPassword(login.password());
        source.setApplicationName("sluice merge " + entry.name());
        source.setConnectTimeout((int) config.connectTimeout().toSeconds());
        source.setLoginTimeout((int) config.connectTimeout().toSeconds());
        source.setSocketTimeout((int) config.queryTimeout().toSeconds());
        source.setTcpKeepAlive(true);
        source.setSslMode(sslMode("require"));
        config.certificateAuthority().ifPresent(file -> source.setSslRootCert(file.toString()));
        return source.getConnection();
    }

    private String sslMode(String unverified) {
        if (!config.tls()) {
            return "disable";
        }
        return config.certificateAuthority().isPresent() ? "verify-full" : unverified;
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
