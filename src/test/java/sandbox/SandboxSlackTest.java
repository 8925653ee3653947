package sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxSlackTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T12:00:00Z"));
    private final SandboxSlack slack = SandboxSlack.started(clock());
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        slack.close();
    }

    @Test
    void takes_and_keeps_a_message() throws Exception {
        // When
        var answer = post(slack.webhook(), "{\"text\":\"parked\"}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("ok");
        assertThat(slack.messages()).extracting(SandboxSlack.Message::text).containsExactly("parked");
    }

    @Test
    void takes_one_message_a_second() throws Exception {
        // Given
        post(slack.webhook(), "{\"text\":\"first\"}");

        // When
        now.updateAndGet(time -> time.plusMillis(999));
        var early = post(slack.webhook(), "{\"text\":\"second\"}");
        now.updateAndGet(time -> time.plusMillis(1));
        var later = post(slack.webhook(), "{\"text\":\"third\"}");

        // Then
        assertThat(early.statusCode()).isEqualTo(429);
        assertThat(early.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(later.statusCode()).isEqualTo(200);
        assertThat(slack.messages()).extracting(SandboxSlack.Message::text).containsExactly("first", "third");
    }

    @ParameterizedTest
    @CsvSource({"not json,invalid_payload", "[],invalid_payload", "{},missing_text_or_fallback_or_attachments"})
    void refuses_what_is_no_message(String body, String reason) throws Exception {
        // When
        var answer = post(slack.webhook(), body);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(reason);
    }

    @Test
    void knows_only_its_own_address() throws Exception {
        // When
        var answer = post(slack.webhook().resolve("/services/other"), "{\"text\":\"x\"}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("no_service");
    }

    @Test
    void fails_on_demand_and_recovers() throws Exception {
        // Given
        slack.takeOneEvery(Duration.ZERO);
        slack.failNext(1, 500, "rollup_error");
        assertThat(post(slack.webhook(), "{\"text\":\"x\"}").statusCode()).isEqualTo(500);

        // When
        var answer = post(slack.webhook(), "{\"text\":\"x\"}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void refuses_connections_while_stopped() {
        // When
        slack.stop();

        // Then
        assertThatThrownBy(() -> post(slack.webhook(), "{}")).isInstanceOf(ConnectException.class);
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    private HttpResponse<String> post(URI address, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
