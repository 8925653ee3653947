package sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A container of the stand-in. It runs no program but knows what the worker of the peers' tests would do with its arguments: {@code
 * say TEXT}, {@code complain TEXT}, {@code env NAME}, {@code sleep SECONDS}, {@code eat MEBIBYTES}, {@code exit CODE}, {@code die
 * SIGNAL}, {@code stubborn}. It costs no thread; its state is a matter of the time.
 */
final class SandboxContainer {

    static final String PROGRAM = "/worker";

    private static final int KILLED = 137;
    private static final int TERMINATED = 143;
    private static final long MEBIBYTE = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    private final String id;
    private final String name;
    private final ObjectNode request;
    private final Instant created = Instant.now();
    private final List<byte[]> frames = new ArrayList<>();
    private Instant started;
    private Instant ends;
    private int exitCode;
    private boolean outOfMemory;
    private boolean stubborn;
    private boolean paused;
    private String error = "";

    SandboxContainer(String name, ObjectNode request) {
        this.name = name;
        this.request = request;
        var bytes = new byte[32];
        ThreadLocalRandom.current().nextBytes(bytes);
        this.id = HexFormat.of().formatHex(bytes);
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    JsonNode request() {
        return request;
    }

    synchronized boolean neverStarted() {
        return started == null;
    }

    /** The program cannot be found if this is not null. */
    String unknownProgram() {
        var program = request.path("Entrypoint").path(0).asText(PROGRAM);
        return program.equals(PROGRAM) ? null : program;
    }

    synchronized void startFailed(String why) {
        error = why;
        exitCode = 127;
    }

    synchronized void start() {
        started = Instant.now();
        var lasts = run();
        ends = started.plus(lasts.compareTo(FOR_EVER) > 0 ? FOR_EVER : lasts);
    }

    /** How long the program takes; says and counts on the way. */
    private Duration run() {
        var lasts = Duration.ZERO;
        var words = new ArrayList<String>();
        request.path("Cmd").forEach(word -> words.add(word.asText()));
        for (int i = 0; i < words.size(); i++) {
            var argument = i + 1 < words.size() ? words.get(i + 1) : "";
            switch (words.get(i)) {
                case "say" -> frame(1, argument + "\n");
                case "complain" -> frame(2, argument + "\n");
                case "env" -> frame(1, argument + "=" + environment(argument) + "\n");
                case "sleep" -> lasts = lasts.plusMillis((long) (Double.parseDouble(argument) * 1000));
                case "exit" -> exitCode = Integer.parseInt(argument);
                case "die" -> exitCode = 128 + Integer.parseInt(argument);
                case "eat" -> eat(Long.parseLong(argument));
                case "stubborn" -> stubborn = true;
                default -> {}
            }
        }
        return lasts;
    }

    private void eat(long mebibytes) {
        var limit = request.path("HostConfig").path("Memory").asLong();
        outOfMemory = limit > 0 && mebibytes * MEBIBYTE > limit;
        exitCode = outOfMemory ? KILLED : exitCode;
    }

    private String environment(String variable) {
        for (var entry : request.path("Env")) {
            if (entry.asText().startsWith(variable + "=")) {
                return entry.asText().substring(variable.length() + 1);
            }
        }
        return "";
    }

    private void frame(int stream, String text) {
        var payload = text.getBytes(StandardCharsets.UTF_8);
        if (request.path("Tty").asBoolean()) {
            frames.add(payload);
            return;
        }
        frames.add(ByteBuffer.allocate(8 + payload.length)
                .put((byte) stream)
                .position(4)
                .putInt(payload.length)
                .put(payload)
                .array());
    }

    boolean keepsNoLog() {
        return request.at("/HostConfig/LogConfig/Type").asText().equals("none");
    }

    /** The last lines, each of which is a frame, or {@code all}. */
    synchronized byte[] log(String lines) {
        var log = new ByteArrayOutputStream();
        var left = lines.equals("all") ? 0 : Math.max(0, frames.size() - Integer.parseInt(lines));
        frames.stream().skip(left).forEach(log::writeBytes);
        return log.toByteArray();
    }

    synchronized boolean running() {
        return started != null && Instant.now().isBefore(ends);
    }

    synchronized void pause(boolean yes) {
        paused = yes;
    }

    /** Ends at once. */
    synchronized void end(int code) {
        if (running()) {
            exitCode = code;
            ends = Instant.now();
        }
    }

    /** Ends as {@code docker stop} does it. */
    void stop() {
        end(stubborn ? KILLED : TERMINATED);
    }

    private String status() {
        return started == null ? "created" : !running() ? "exited" : paused ? "paused" : "running";
    }

    /** As a list shows it. */
    synchronized ObjectNode summary() {
        var summary = JSON.createObjectNode();
        summary.put("Id", id).putArray("Names").add("/" + name);
        summary.set("Labels", request.path("Labels"));
        summary.put("Image", request.path("Image").asText())
                .put("Created", created.getEpochSecond())
                .put("State", status())
                .put("Status", status().equals("exited") ? "Exited (" + exitCode + ") 1 second ago" : "Up 1 second");
        return summary;
    }

    /** As an inspection shows it. */
    synchronized ObjectNode details() {
        var details = JSON.createObjectNode();
        details.put("Id", id).put("Name", "/" + name).put("Created", created.toString());
        details.putObject("State")
                .put("Status", status())
                .put("Running", running())
                .put("Paused", paused)
                .put("OOMKilled", outOfMemory && !running())
                .put("ExitCode", running() ? 0 : exitCode)
                .put("Error", error);
        var config = details.putObject("Config");
        config.put("Image", request.path("Image").asText())
                .put("Tty", request.path("Tty").asBoolean());
        config.set("Cmd", request.path("Cmd"));
        config.set("Env", request.path("Env"));
        config.set("Labels", request.path("Labels"));
        details.set("HostConfig", request.path("HostConfig"));
        return details;
    }
}
