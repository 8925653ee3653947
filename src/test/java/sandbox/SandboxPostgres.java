package sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A real PostgreSQL server with a data directory of its own. It is as durable as an installed one: a commit is on disk
 * before it is acknowledged, so that what is measured with it is honest. Any password will do.
 */
public final class SandboxPostgres extends SandboxDatabase {

    private static final String USER = "postgres";
    private static final String DATABASE = "postgres";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Map<String, String> settings;
    private EmbeddedPostgres server;

    private SandboxPostgres(int port, Map<String, String> settings) {
        super("PostgreSQL", port);
        this.settings = settings;
    }

    /** Starts a server on some free port. */
    public static SandboxPostgres started() {
        return started(Map.of());
    }

    /**
     * Starts a server on some free port.
     *
     * @param settings of the server beside ours, such as {@code ssl}
     */
    public static SandboxPostgres started(Map<String, String> settings) {
        return started(Ports.free(), settings);
    }

    /** Starts a server on PostgreSQL's usual port, or on a free one if that is taken. */
    public static SandboxPostgres startedOnUsualPort() {
        return started(Ports.preferably(5432), Map.of());
    }

    /** The server that another class loader of this JVM has started on a port; it is not ours to stop. */
    static SandboxPostgres attachedTo(int port) {
        return new SandboxPostgres(port, Map.of());
    }

    private static SandboxPostgres started(int port, Map<String, String> settings) {
        var postgres = new SandboxPostgres(port, settings);
        AtExit.close(postgres);
        postgres.start();
        return postgres;
    }

    @Override
    void startIn(Path directory) {
        if (server != null) {
            return;
        }
        var log = directory.resolve("server.log");
        try {
            var builder = EmbeddedPostgres.builder()
                    .setPort(port())
                    .setDataDirectory(SandboxDirectory.data(directory))
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setOverrideWorkingDirectory(SandboxDirectory.programs().toFile())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(START_LIMIT)
                    // The library trades durability for speed unless told otherwise.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    // Without this it would put its socket into a directory that all users share.
                    .setServerConfig("unix_socket_directories", "");
            settings.forEach(builder::setServerConfig);
            server = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + this + "; its log is " + log, e);
        }
    }

    @Override
    public synchronized void stop() {
        if (server == null) {
            return;
        }
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop " + this, e);
        } finally {
            server = null;
        }
    }

    @Override
    List<String> creation(String database) {
        return List.of(
                "drop database if exists \"" + database + "\" with (force)", "create database \"" + database + "\"");
    }

    @Override
    String firstDatabase() {
        return DATABASE;
    }

    /** JDBC URL of the database that is there from the start. */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + port() + "/" + database;
    }

    /** The server's process; those that serve its connections are its children. */
    public ProcessHandle process() {
        try (var lines = Files.lines(SandboxDirectory.data(directory()).resolve("postmaster.pid"))) {
            return ProcessHandle.of(
                            Long.parseLong(lines.findFirst().orElseThrow().strip()))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL on port " + port() + " does not run", e);
        }
    }

    @Override
    public String user() {
        return USER;
    }
}
