package sandbox;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;

/**
 * A stand-in for Slack's incoming webhook: it answers as Slack does, takes one message a second, and keeps what it took.
 * Its methods may be called from any thread.
 */
public final class SandboxSlack extends StandInServer {

    private static final String PATH = "/services/T00000000/B00000000/sandbox-secret";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clock clock;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
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

    private SandboxSlack(Clock clock) {
        super("Slack", false);
        this.clock = clock;
    }

    /** Starts a stand-in on some free port. */
    public static SandboxSlack started() {
        return started(Clock.systemUTC());
    }

    /** The same, by whose clock it takes its messages. */
    static SandboxSlack started(Clock clock) {
        var slack = new SandboxSlack(clock);
        AtExit.close(slack);
        slack.start();
        return slack;
    }

    /** Address of the incoming webhook; it is a secret, as with Slack. */
    public URI webhook() {
        return URI.create("http://127.0.0.1:" + port() + PATH);
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

    @Override
    Reply answer(String method, String path, Map<String, String> query, HttpExchange exchange, byte[] body) {
        var answer = answer(method, path, body);
        var headers = new HashMap<String, String>();
        headers.put("Content-Type", "text/plain; charset=utf-8");
        if (answer.status() == 429) {
            headers.put("Retry-After", Long.toString(Math.max(1, interval.toSeconds())));
        }
        return new Reply(answer.status(), headers, answer.text().getBytes(StandardCharsets.UTF_8), false);
    }

    private synchronized Answer answer(String method, String path, byte[] body) {
        if (toFail > 0) {
            toFail--;
            return failure;
        }
        if (!path.equals(PATH) || !method.equals("POST")) {
            return new Answer(404, "no_service");
        }
        var now = clock.instant();
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
}
