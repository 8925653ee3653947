package routes.notify;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import routes.notify.PostReply.Unreachable;

/**
 * Posts to incoming webhooks of Slack. It holds no thread while Slack thinks, and tries nothing again: that is for the outbox,
 * which does not forget. Safe for concurrent use.
 */
final class SlackClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final Duration timeout;

    SlackClient(Duration timeout) {
        this.timeout = timeout;
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /** Posts a text in mrkdwn. The reply always comes, at the latest after the timeout, and is never an exception. */
    CompletableFuture<PostReply> post(Webhook webhook, String text) {
        var request = HttpRequest.newBuilder(webhook.address())
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofByteArray(payload(text)))
                .build();
        var body = new Beginning();
        var exchange = http.sendAsync(request, BodyHandlers.ofByteArrayConsumer(body));
        var reply = new CompletableFuture<PostReply>();
        // A timeout of the request itself would end with the headers, and a body can hang too.
        var late = new Unreachable("no answer within " + timeout.toMillis() + " ms");
        reply.completeOnTimeout(late, timeout.toMillis(), MILLISECONDS);
        exchange.whenComplete((answer, failure) -> reply.complete(
                failure == null
                        ? SlackAnswer.read(
                                webhook, answer.statusCode(), answer.headers().firstValue("Retry-After"), body.text())
                        : SlackAnswer.none(failure)));
        reply.whenComplete((result, failure) -> exchange.cancel(true));
        return reply;
    }

    private static byte[] payload(String text) {
        try {
            return JSON.writeValueAsBytes(Map.of("text", SlackText.postable(text)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a text is always JSON", e);
        }
    }

    /** Keeps the first piece of a body and lets the rest go by, however long it is. */
    private static final class Beginning implements Consumer<Optional<byte[]>> {

        private static final int MOST = 200;
        private volatile String text = "";

        @Override
        public void accept(Optional<byte[]> piece) {
            if (piece.isPresent() && text.isEmpty()) {
                var bytes = piece.get();
                text = new String(bytes, 0, Math.min(bytes.length, MOST), StandardCharsets.UTF_8);
            }
        }

        String text() {
            return text;
        }
    }
}
