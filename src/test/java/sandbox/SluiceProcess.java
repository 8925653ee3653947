package sandbox;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The packaged application as a process of its own, whose settings are in a file that only its user can read. */
final class SluiceProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final int LOG_LINES = 30;
    private static final int STOP_SECONDS = 20;

    private final Path directory = SandboxDirectory.create("sluice");
    private final HttpClient client = HttpClient.newHttpClient();
    private final Path log;
    private final int port;
    private final int managementPort;
    private Process process;
    private boolean closed;

    /**
     * Starts it; it is not ready yet.
     *
     * @param home the project's directory, which holds the packaged application
     */
    SluiceProcess(Path home, Map<String, String> settings) {
        log = home.resolve("target").resolve("demo.log");
        port = Integer.parseInt(settings.get("quarkus.http.port"));
        managementPort = Integer.parseInt(settings.get("quarkus.management.port"));
        writeSettings(settings);
        AtExit.close(this);
        start(home);
    }

    private synchronized void start(Path home) {
        if (closed) {
            throw new IllegalStateException("the demo ends");
        }
        try {
            process = new ProcessBuilder(command(home))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the application of " + home, e);
        }
        SandboxDirectory.recordProcess(directory, process.pid());
    }

    private List<String> command(Path home) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        var options = System.getenv("SLUICE_JAVA_OPTS");
        if (options != null && !options.isBlank()) {
            command.addAll(List.of(options.strip().split("\\s+")));
        }
        // Tells this process from any other when a later sandbox clears up.
        command.add("-Dsandbox.directory=" + directory);
        command.add("-jar");
        command.add(home.resolve("target/quarkus-app/quarkus-run.jar").toString());
        return command;
    }

    private void writeSettings(Map<String, String> settings) {
        var properties = new Properties();
        properties.putAll(settings);
        var text = new StringWriter();
        try {
            properties.store(text, "Settings of the demo");
            var file = Files.createDirectories(directory.resolve("config")).resolve("application.properties");
            Files.writeString(file, text.toString(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the settings into " + directory, e);
        }
    }

    URI address() {
        return URI.create("http://localhost:" + port);
    }

    URI management() {
        return URI.create("http://localhost:" + managementPort);
    }

    /** Where it logs; the file stays when the demo ends. */
    Path log() {
        return log;
    }

    /** Waits until it says that it is ready. */
    void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!ready()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the application ended while it started:" + lastLines());
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "the application was not ready after " + START_LIMIT.toSeconds() + " s:" + lastLines());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    private boolean ready() throws InterruptedException {
        var request = HttpRequest.newBuilder(management().resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            // Nobody listens yet.
            return false;
        }
    }

    /** The end of its log. */
    String lastLines() {
        try {
            var lines = Files.readAllLines(log);
            var last = lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
            return System.lineSeparator() + String.join(System.lineSeparator(), last);
        } catch (IOException e) {
            return " its log " + log + " cannot be read: " + e;
        }
    }

    @Override
    public synchronized void close() {
        AtExit.forget(this);
        closed = true;
        if (process != null) {
            end();
        }
        SandboxDirectory.delete(directory);
    }

    private void end() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
