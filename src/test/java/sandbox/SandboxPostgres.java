package sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A real PostgreSQL server with a data directory of its own. It is as durable as an installed one: a commit is on disk
 * before it is acknowledged, so that what is measured with it is honest. It can be stopped and started again on the same
 * port with the same data. Its methods may be called from any thread.
 */
public final class SandboxPostgres implements AutoCloseable {

    private static final String USER = "postgres";
    private static final String DATABASE = "postgres";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private Path directory;
    private final int port;
    private EmbeddedPostgres server;
    private boolean closed;

    private SandboxPostgres(int port) {
        this.port = port;
    }

    /** Starts a server on some free port. */
    public static SandboxPostgres started() {
        return started(Ports.free());
    }

    /** Starts a server on PostgreSQL's usual port, or on a free one if that is taken. */
    public static SandboxPostgres startedOnUsualPort() {
        return started(Ports.preferably(5432));
    }

    /** The server that another class loader of this JVM has started on a port; it is not ours to stop. */
    static SandboxPostgres attachedTo(int port) {
        return new SandboxPostgres(port);
    }

    private static SandboxPostgres started(int port) {
        var postgres = new SandboxPostgres(port);
        AtExit.close(postgres);
        postgres.start();
        return postgres;
    }

    /** Starts the server if it is stopped; returns when it accepts connections. */
    public synchronized void start() {
        if (closed) {
            throw new IllegalStateException(this + " is closed");
        }
        if (server != null) {
            return;
        }
        directory = directory == null ? SandboxDirectory.create("postgres") : directory;
        try {
            server = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(SandboxDirectory.data(directory))
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .setOverrideWorkingDirectory(SandboxDirectory.programs().toFile())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(START_LIMIT)
                    // The library trades durability for speed unless told otherwise.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    // Without this it would put its socket into a directory that all users share.
                    .setServerConfig("unix_socket_directories", "")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL on port " + port + "; its log is " + log(), e);
        }
    }

    /** Stops the server at once: connections are cut, what was committed is kept. */
    public synchronized void stop() {
        if (server == null) {
            return;
        }
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop PostgreSQL in " + directory, e);
        } finally {
            server = null;
        }
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
        try (var connection = DriverManager.getConnection(jdbcUrl(), USER, password());
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists \"" + name + "\" with (force)");
            statement.execute("create database \"" + name + "\"");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the database " + name, e);
        }
        return jdbcUrl(name);
    }

    /** JDBC URL of the database that is there from the start. */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    /** JDBC URL of the database of that name. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    /** A superuser. */
    public String user() {
        return USER;
    }

    /** Password of the user; the server accepts any. */
    public String password() {
        return "sandbox";
    }

    public int port() {
        return port;
    }

    private Path log() {
        return directory.resolve("server.log");
    }

    @Override
    public synchronized void close() {
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
    public String toString() {
        return "PostgreSQL on port " + port;
    }
}
