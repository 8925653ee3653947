package sandbox;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * A real database server with a data directory of its own, which is made at its first start and removed when it is closed. It can
 * be stopped and started again on the same port with the same data. Its methods may be called from any thread.
 */
abstract class SandboxDatabase implements AutoCloseable {

    private final String product;
    private final int port;
    private Path directory;
    private boolean closed;

    SandboxDatabase(String product, int port) {
        this.product = product;
        this.port = port;
    }

    /** Starts the server if it is stopped; returns when it accepts connections. */
    public abstract void start();

    /** Stops the server: connections are cut, what was committed is kept. */
    public abstract void stop();

    /** JDBC URL of the database of that name. */
    public abstract String jdbcUrl(String database);

    /** One who may do everything. */
    public abstract String user();

    /** The database that is there from the start. */
    abstract String firstDatabase();

    /** What makes an empty database, in place of one of that name if there is one. */
    abstract List<String> creation(String database);

    /** Where it has its files; made when it is first asked for. */
    final synchronized Path directory() {
        if (closed) {
            throw new IllegalStateException(this + " is closed");
        }
        directory = directory == null ? SandboxDirectory.create(product.toLowerCase(Locale.ROOT)) : directory;
        return directory;
    }

    /**
     * Makes an empty database, in place of one of that name if there is one, and returns its JDBC URL.
     *
     * @param name letters, digits and underscores
     */
    public String createDatabase(String name) {
        if (!name.matches("\\w+")) {
            throw new IllegalArgumentException("a database name is letters, digits and underscores, not " + name);
        }
        try (var connection = DriverManager.getConnection(jdbcUrl(firstDatabase()), user(), password());
                var statement = connection.createStatement()) {
            for (var each : creation(name)) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the database " + name, e);
        }
        return jdbcUrl(name);
    }

    /** Password of the user. */
    public final String password() {
        return "sandbox";
    }

    public final int port() {
        return port;
    }

    @Override
    public final synchronized void close() {
        closed = true;
        try {
            stop();
        } finally {
            if (directory != null) {
                // It may live although it was told to stop, or although its start has failed.
                Leftovers.kill(directory);
                SandboxDirectory.delete(directory);
            }
        }
        AtExit.forget(this);
    }

    @Override
    public final String toString() {
        return product + " on port " + port;
    }
}
