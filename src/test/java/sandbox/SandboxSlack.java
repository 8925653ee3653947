package sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A stand-in for Slack's incoming webhook: it answers as Slack does, takes one message a second, and keeps what it took.
 * Its methods may be called from any thread.
 */
public final class SandboxSlack implements AutoCloseable {

    private static final String PATH = "/services/T00000000/B00000000/sandbox-secret";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Duration interval = Duration.ofSeconds(1);
    private Instant nextAllowed = Instant.MIN;
    private int toFail;
    private Answer failure;

    /**
     * A message that was taken.
     *
     * @param text as it was sent, which is what a notification shows
     * @param payload the whole message
     */
    public record Message(Instant received, String text, JsonNode payload) {}

    private record Answer(int status, String text) {}

    private SandboxSlack(int port) {
        this.port = port;
    }

    /** Starts a stand-in on some free port. */
    public static SandboxSlack started() {
        var slack = new SandboxSlack(Ports.free());
        AtExit.close(slack);
        slack.start();
        return slack;
    }

    /** Starts it if it is stopped. */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the stand-in of Slack on port " + port, e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    /** Stops it: connections are refused, what it took is kept. */
    public synchronized void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** Address of the incoming webhook; it is a secret, as with Slack. */
    public URI webhook() {
        return URI.create("http://127.0.0.1:" + port + PATH);
    }

    /** What it took, in the order it came. */
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    /** Forgets what it took and any fault, and takes one message a second again. */
    public synchronized void reset() {
        messages.clear();
        toFail = 0;
        nextAllowed = Instant.MIN;
        interval = Duration.ofSeconds(1);
    }

    /** Takes one message in that time and answers 429 to others. */
    public synchronized void takeOneEvery(Duration time) {
        interval = time;
        nextAllowed = Instant.MIN;
    }

    /** Answers the next messages so, whatever they are; for instance 404 {@code no_service}, as after a revocation. */
    public synchronized void failNext(int requests, int status, String text) {
        toFail = requests;
        failure = new Answer(status, text);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = answer(exchange, exchange.getRequestBody().readAllBytes());
            var text = answer.text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            if (answer.status() == 429) {
                exchange.getResponseHeaders().set("Retry-After", Long.toString(Math.max(1, interval.toSeconds())));
            }
            exchange.sendResponseHeaders(answer.status(), text.length);
            exchange.getResponseBody().write(text);
        }
    }

    private synchronized Answer answer(HttpExchange exchange, byte[] body) {
        if (toFail > 0) {
            toFail--;
            return failure;
        }
        if (!exchange.getRequestURI().getPath().equals(PATH)
                || !exchange.getRequestMethod().equals("POST")) {
            return new Answer(404, "no_service");
        }
        var now = Instant.now();
        if (now.isBefore(nextAllowed)) {
            return new Answer(429, "rate_limited");
        }
        nextAllowed = now.plus(interval);
        return take(now, body);
    }

    private Answer take(Instant now, byte[] body) {
        JsonNode payload;
        try {
            payload = JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return new Answer(400, "invalid_payload");
        }
        if (!payload.isObject()) {
            return new Answer(400, "invalid_payload");
        }
        var text = payload.path("text").asText();
        if (text.isEmpty() && !payload.path("blocks").isArray()) {
            return new Answer(400, "missing_text_or_fallback_or_attachments");
        }
        messages.add(new Message(now, text, payload));
        return new Answer(200, "ok");
    }

    @Override
    public void close() {
        AtExit.forget(this);
        stop();
        threads.shutdown();
    }

    @Override
    public String toString() {
        return "stand-in of Slack on port " + port;
    }
}
