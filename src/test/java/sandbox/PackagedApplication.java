package sandbox;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * The packaged application as a process of its own, as users run it: it can be killed like one. Its ports stay the same
 * over restarts. What it prints goes to one log file. Needs {@code target/quarkus-app}. Not for concurrent use.
 */
public final class PackagedApplication implements AutoCloseable {

    /** Token that senders of events have to show. */
    public static final String TOKEN = "sandbox-token";

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LAST_LINES = 30;

    private final Path directory = SandboxDirectory.create("application");
    private final Path jar;
    private final Path log;
    private final int port;
    private final int managementPort;
    private final Map<String, String> environment;
    private final List<String> options;
    private Process process;
    private boolean closed;

    /**
     * @param environment its settings, apart from ports and token
     * @param options of the Java machine, such as {@code -Xmx256m}
     */
    public PackagedApplication(Map<String, String> environment, List<String> options) {
        jar = JAR.toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(JAR + " is missing: run ./mvnw -DskipTests package first");
        }
        log = directory.resolve("application.log");
        port = Ports.free();
        managementPort = Ports.free();
        this.environment = new HashMap<>(environment);
        this.environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        this.environment.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(managementPort));
        this.environment.put("ROUTES_INTAKE_TOKEN", TOKEN);
        this.options = List.copyOf(options);
        AtExit.close(this);
    }

    private PackagedApplication(Path home, String name, Map<String, String> settings) {
        jar = home.resolve(JAR);
        log = home.resolve("target").resolve(name + ".log");
        port = Integer.parseInt(settings.get("quarkus.http.port"));
        managementPort = Integer.parseInt(settings.get("quarkus.management.port"));
        environment = Map.of();
        var given = System.getenv("SLUICE_JAVA_OPTS");
        options = given == null || given.isBlank()
                ? List.of()
                : List.of(given.strip().split("\\s+"));
        writeSettings(settings);
        AtExit.close(this);
    }

    /**
     * The demo's: its settings, ports among them, are in a file that only its user can read, and its log stays.
     *
     * @param home the project's directory, which holds the packaged application
     * @param name of its log in {@code target}
     */
    static PackagedApplication ofDemo(Path home, String name, Map<String, String> settings) {
        return new PackagedApplication(home, name, settings);
    }

    private void writeSettings(Map<String, String> settings) {
        var properties = new Properties();
        properties.putAll(settings);
        var text = new StringWriter();
        try {
            properties.store(text, "Settings of the demo");
            var file = Files.createDirectories(directory.resolve("config")).resolve("application.properties");
            Files.writeString(file, text.toString());
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the settings into " + directory, e);
        }
    }

    /** The settings that let it use a database of the sandbox as its ledger. */
    public static Map<String, String> ledger(SandboxPostgres postgres, String database) {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(database),
                "QUARKUS_DATASOURCE_USERNAME", postgres.user(),
                "QUARKUS_DATASOURCE_PASSWORD", postgres.password());
    }

    /** The settings that let it use an S3 server. */
    public static Map<String, String> store(SandboxStore store) {
        return Map.of(
                "MINIO_ENDPOINT", store.endpoint().toString(),
                "MINIO_ACCESS_KEY", store.accessKey(),
                "MINIO_SECRET_KEY", store.secret());
    }

    /** The Java option that adds route files to those of the application. */
    public static String additionalRoutes(Path... routes) {
        return "-Dcamel.main.routes-include-pattern=classpath:routes/*.camel.yaml"
                + Arrays.stream(routes)
                        .map(file -> ",file:" + file.toAbsolutePath())
                        .collect(Collectors.joining());
    }

    /** Starts it, with the Java machine of this process; does not wait until it is ready. */
    public PackagedApplication start() {
        return start(Path.of(System.getProperty("java.home")));
    }

    /** Starts it with the Java machine of that directory. */
    public synchronized PackagedApplication start(Path javaHome) {
        if (closed) {
            throw new IllegalStateException("it was closed while it was about to start");
        }
        var command = new ArrayList<String>();
        command.add(javaHome.resolve("bin/java").toString());
        command.addAll(options);
        // Tells this process from any other when a later sandbox clears up.
        command.add("-Dsandbox.directory=" + directory);
        // What it leaves there goes with it, also when it is killed.
        command.add("-Djava.io.tmpdir=" + temporary());
        command.add("-jar");
        command.add(jar.toString());
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
            SandboxDirectory.recordProcess(directory, process.pid());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + jar, e);
        }
        return this;
    }

    private Path temporary() {
        try {
            return Files.createDirectories(directory.resolve("tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a directory in " + directory, e);
        }
    }

    /** Waits until it says that it is ready, for two minutes at most. */
    public PackagedApplication awaitReady() {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("the application does not become ready; its log ends:" + lastLines());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return this;
    }

    public boolean isReady() {
        try {
            var ready = management().resolve("health/ready");
            var request = (HttpURLConnection) ready.toURL().openConnection();
            request.setConnectTimeout(1000);
            request.setReadTimeout(5000);
            return request.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Waits until it ends by itself, for two minutes at most, and returns its exit status. */
    public int awaitEnd() {
        end(process);
        return process.exitValue();
    }

    /** Ends it at once, as {@code kill -9} does, and returns when it is gone. */
    public void kill() {
        end(process.destroyForcibly());
    }

    /** Asks it to end, as {@code kill} does, and returns when it is gone. */
    public void stop() {
        process.destroy();
        end(process);
    }

    private static void end(Process ending) {
        try {
            if (!ending.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("process " + ending.pid() + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where it is reached. */
    public URI address() {
        return URI.create("http://localhost:" + port);
    }

    /** Where events are posted to. */
    public URI webhook() {
        return URI.create("http://127.0.0.1:" + port + "/minio-event");
    }

    public int port() {
        return port;
    }

    public URI management() {
        return URI.create("http://localhost:" + managementPort + "/q/");
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    public Path log() {
        return log;
    }

    /** What it has printed so far, over all starts. */
    public String logText() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }

    /** The end of what it has printed. */
    public String lastLines() {
        var lines = logText().lines().toList();
        var last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        return System.lineSeparator() + String.join(System.lineSeparator(), last);
    }

    /** Ends it if it runs, and removes all but the log of a demo. */
    @Override
    public synchronized void close() {
        closed = true;
        if (isAlive()) {
            kill();
        }
        SandboxDirectory.delete(directory);
        AtExit.forget(this);
    }

    @Override
    public String toString() {
        return "application on port " + port;
    }
}
