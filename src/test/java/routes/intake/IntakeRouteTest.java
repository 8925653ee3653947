package routes.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sandbox.SluiceTestResource;

import routes.engine.WithTestRoutes;
import routes.ledger.Database;

@Tag("application")
@QuarkusTest
@TestProfile(WithTestRoutes.class)
class IntakeRouteTest {

    private final HttpClient client = HttpClient.newHttpClient();

    @Inject
    Database database;

    @TestHTTPResource("/minio-event")
    URI webhook;

    @ConfigProperty(name = "routes.intake.kafka.brokers")
    String brokers;

    @Test
    void takes_a_pushed_event_and_answers_only_to_the_point() throws Exception {
        // Given
        var key = newKey();

        // When
        var answer = push(event(key));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("taken\n");
        assertThat(answer.headers().map()).doesNotContainKeys("authorization", "x-from", "transfer-encoding");
        assertThat(sources(key)).isEqualTo("webhook");
    }

    @Test
    void takes_the_hand_made_event_of_old() throws Exception {
        // Given
        var key = newKey();

        // When
        var answer =
                push("{\"EventName\":\"s3:ObjectCreated:Put\",\"Records\":[{\"s3\":{\"bucket\":{\"name\":\"nobody\"},"
                        + "\"object\":{\"key\":\"" + key + "\"}}}]}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(sources(key)).isEqualTo("webhook");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/x-www-form-urlencoded", "multipart/form-data", "text/xml", "???"
            })
    void reads_a_message_as_it_came_whatever_the_sender_calls_it(String contentType) throws Exception {
        // Given
        var key = newKey();

        // When
        var answer = send(request().header("Content-Type", contentType).POST(BodyPublishers.ofString(event(key))));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(sources(key)).isEqualTo("webhook");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rubbish", "", "{\"Records\":[]}", "[1", "{}"})
    void keeps_what_cannot_be_read_and_answers_that_it_is_taken(String message) throws Exception {
        // Given
        var before = count("quarantine");

        // When
        var answer = push(message);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(count("quarantine")).isEqualTo(before + 1);
    }

    @Test
    void refuses_who_brings_no_valid_token() throws Exception {
        // When
        var nobody = send(HttpRequest.newBuilder(webhook).POST(BodyPublishers.ofString(event("x"))));
        var stranger = send(HttpRequest.newBuilder(webhook)
                .header("Authorization", "Bearer guess")
                .POST(BodyPublishers.ofString(event("x"))));

        // Then
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(stranger.statusCode()).isEqualTo(401);
    }

    @Test
    void refuses_a_stranger_before_its_body_has_come() throws Exception {
        // Given
        try (var socket = new Socket(webhook.getHost(), webhook.getPort())) {
            socket.setSoTimeout(60_000);
            var head = "POST /minio-event HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n{";

            // When
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            // Then
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(answer.readLine()).startsWith("HTTP/1.1 401");
            socket.getOutputStream().write(new byte[999_999]);
            socket.getOutputStream()
                    .write("GET /minio-event HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(answer.lines().anyMatch(line -> line.startsWith("HTTP/1.1 200")))
                    .isTrue();
        }
    }

    @Test
    void refuses_a_body_that_is_too_large() throws Exception {
        // Given
        try (var socket = new Socket(webhook.getHost(), webhook.getPort())) {
            var head = "POST /minio-event HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + SluiceTestResource.TOKEN + "\r\nContent-Length: 1100000\r\n\r\n";

            // When
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            // Then
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(answer.readLine()).startsWith("HTTP/1.1 413");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void answers_a_store_that_only_looks_whether_somebody_listens(String method) throws Exception {
        // When
        var answer = send(HttpRequest.newBuilder(webhook).method(method, BodyPublishers.noBody()));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void takes_the_events_of_a_topic_once() {
        // Given
        var key = newKey();

        // When
        try (var producer = new KafkaProducer<String, String>(
                Map.of("bootstrap.servers", brokers), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("bucket-events", "nobody/" + key, "no event"));
            producer.send(new ProducerRecord<>("bucket-events", "nobody/" + key, event(key)));
            producer.send(new ProducerRecord<>("bucket-events", "nobody/" + key, event(key)));
        }

        // Then
        await().untilAsserted(() -> assertThat(count("event where key = '" + key + "' and seen = 2"))
                .isEqualTo(1));
        assertThat(sources(key)).isEqualTo("kafka");
        assertThat(count("quarantine where source = 'kafka'")).isEqualTo(1);
    }

    private HttpResponse<String> push(String message) throws IOException, InterruptedException {
        return send(request().header("X-From", "a store").POST(BodyPublishers.ofString(message)));
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(webhook).header("Authorization", "Bearer " + SluiceTestResource.TOKEN);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String sources(String key) {
        return String.join(" ", database.query("select source from event where key = ?", row -> row.getString(1), key));
    }

    private long count(String fromWhere) {
        return database.first("select count(*) from " + fromWhere, row -> row.getLong(1))
                .orElseThrow();
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    private static String event(String key) {
        return """
            {"EventName":"s3:ObjectCreated:Put","Key":"nobody/%1$s","Records":[{"eventVersion":"2.0",
             "eventSource":"minio:s3","awsRegion":"","eventTime":"2026-01-02T03:04:05.678Z",
             "eventName":"s3:ObjectCreated:Put","s3":{"s3SchemaVersion":"1.0","configurationId":"Config",
             "bucket":{"name":"nobody","arn":"arn:aws:s3:::nobody"},
             "object":{"key":"%1$s","size":12,"eTag":"9a0364b9e99bb480dd25e1f0284c8555",
             "sequencer":"17E9C0B1A2B3C4D5"}}}]}
            """.formatted(key);
    }
}
