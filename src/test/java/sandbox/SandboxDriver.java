package sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A driver of the stand-in. It runs nothing, but knows what {@code CountLines} of the peers' tests would do with its arguments:
 * {@code ok|fail|slow FILE...}. It costs no thread; its state is a matter of the time.
 */
final class SandboxDriver {

    /** Of all main classes it knows what this one does. */
    private static final String PROGRAM = "CountLines";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SLOW = Duration.ofHours(1);

    private final String id;
    private final JsonNode request;
    private final Instant submitted = Instant.now();
    private final String stdout;
    private final String stderr;
    private boolean placed;
    private Instant ends = Instant.MAX;
    private String end = "FINISHED";
    private String exception;

    SandboxDriver(String id, JsonNode request) {
        this.id = id;
        this.request = request;
        this.stdout = said();
        this.stderr = command() + "\n========================================\n\nINFO SparkContext: Running Spark\n";
    }

    String id() {
        return id;
    }

    JsonNode request() {
        return request;
    }

    /** A worker takes it. */
    synchronized void run(Duration usual) {
        if (placed || !ends.equals(Instant.MAX)) {
            return;
        }
        placed = true;
        var mode = request.path("appArgs").path(0).asText();
        ends = Instant.now().plus(mode.equals("slow") ? SLOW : usual);
        if (request.path("appResource").asText().contains("no-such")) {
            end(
                    "ERROR",
                    "java.nio.file.NoSuchFileException: "
                            + request.path("appResource").asText());
        } else if (mode.equals("fail")) {
            end = "FAILED";
        }
    }

    synchronized void end(String state, String why) {
        if (goesOn()) {
            end = state;
            exception = why;
            ends = Instant.now();
        }
    }

    synchronized boolean goesOn() {
        return Instant.now().isBefore(ends);
    }

    synchronized String state() {
        return !goesOn() ? end : placed ? "RUNNING" : "SUBMITTED";
    }

    private String said() {
        var arguments = request.path("appArgs");
        if (!request.path("mainClass").asText().equals(PROGRAM) || arguments.size() < 2) {
            return "";
        }
        try (var lines = Files.lines(Path.of(arguments.get(1).asText()))) {
            return "counted " + lines.count() + " lines as "
                    + request.path("environmentVariables").path("ASKED_BY").asText("null") + "\nword "
                    + request.path("sparkProperties").path("spark.sluice.word").asText("none") + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a worker writes it, with what Spark takes for secret masked. */
    private String command() {
        var command = new StringBuilder("Launch Command: \"java\" \"-cp\" \"/opt/spark/jars/*\" \"-Xmx512M\"");
        request.path("sparkProperties")
                .properties()
                .forEach(property -> command.append(" \"-D")
                        .append(property.getKey())
                        .append('=')
                        .append(
                                (property.getKey() + "\n" + property.getValue().asText())
                                                .matches("(?is).*(secret|password|token|access[.]?key).*")
                                        ? "*********(redacted)"
                                        : property.getValue().asText())
                        .append('"'));
        return command.append(" \"org.apache.spark.deploy.worker.DriverWrapper\" \"")
                .append(request.path("mainClass").asText())
                .append('"')
                .toString();
    }

    /** A log, from a byte on; null while no worker has it. */
    synchronized String log(String type, int from, int length) {
        if (!placed || "ERROR".equals(end)) {
            return null;
        }
        var bytes = (type.equals("stdout") ? stdout : stderr).getBytes(StandardCharsets.UTF_8);
        int to = Math.min(bytes.length, from + length);
        return "==== Bytes " + from + "-" + to + " of " + bytes.length + " of /work/" + id + "/" + type + " ====\n"
                + new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** As the submission server tells of it. */
    synchronized ObjectNode status(String worker) {
        var status = JSON.createObjectNode();
        status.put("action", "SubmissionStatusResponse").put("driverState", state());
        if (exception != null && !goesOn()) {
            status.put("message", "Exception from the cluster:\n" + exception + "\n\tat org.apache.spark.Nowhere\n");
        }
        status.put("serverSparkVersion", "4.1.1").put("submissionId", id).put("success", true);
        if (placed) {
            status.put("workerHostPort", "127.0.0.1:7078").put("workerId", worker);
        }
        return status;
    }

    /** As the pages tell of it. */
    synchronized ObjectNode entry(String worker) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("starttime", Long.toString(submitted.toEpochMilli()))
                .put("state", state())
                .put("worker", placed ? worker : "None")
                .put("mainclass", request.path("mainClass").asText());
    }
}
