package routes.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

import routes.engine.WithTestRoutes;
import routes.intake.Intake;
import routes.ledger.Database;
import routes.ledger.ObjectEvent;
import routes.ledger.Source;

/** What a route asks of a Docker host and of a Spark cluster arrives there. */
@Tag("application")
@QuarkusTest
@TestProfile(WithTestRoutes.class)
class ContainerRouteTest {

    @Inject
    Intake intake;

    @Inject
    Database database;

    @Inject
    S3Client store;

    @ConfigProperty(name = "routes.connections.docker.server0.url")
    URI docker;

    @ConfigProperty(name = "routes.store.secret")
    String secret;

    private final String key = UUID.randomUUID().toString();

    @Test
    void a_container_and_an_application_are_run_as_the_route_says() throws Exception {
        // Given
        await().ignoreExceptions().until(() -> store.headBucket(b -> b.bucket("processed-data")) != null);

        // When
        var sequencer = "%032X".formatted(System.nanoTime());
        intake.take(List.of(new ObjectEvent(
                Source.WEBHOOK,
                "ObjectCreated:Put",
                "containers",
                key,
                key,
                null,
                "e",
                sequencer,
                3L,
                Instant.now(),
                "{}")));

        // Then
        await().untilAsserted(() -> assertThat(run("state")).isEqualTo("succeeded"));
        var container = container(step("run-container", "external_id"));
        assertThat(texts(container.at("/Config/Cmd")))
                .containsExactly("say", key + " came; is it (well)?", "env", "KEY");
        assertThat(texts(container.at("/Config/Env")))
                .containsExactly("DAY=2026-11-20", "WORDS=a=b & c", "KEY=" + secret);
        assertThat(container.at("/HostConfig/Memory").asLong()).isEqualTo(64 << 20);
        assertThat(container.at("/HostConfig/NanoCpus").asLong()).isEqualTo(500_000_000);
        assertThat(container.at("/HostConfig/ReadonlyRootfs").asBoolean()).isTrue();
        assertThat(texts(container.at("/HostConfig/Binds"))).containsExactly("/data:/data:ro");
        assertThat(step("run-container", "request"))
                .contains("routes.store.secret")
                .doesNotContain(secret);
        assertThat(log("run-container")).startsWith(key + " came; is it (well)?\n");
        assertThat(step("count-lines", "result")).contains("driver-");
        assertThat(log("count-lines")).contains("lines as " + key).contains("word exit code 0");
    }

    private JsonNode container(String name) throws Exception {
        var address = URI.create("http://localhost:" + docker.getPort() + "/v1.43/containers/" + name + "/json");
        var answer =
                HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        return new ObjectMapper().readTree(answer.body());
    }

    private static List<String> texts(JsonNode list) {
        return java.util.stream.StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private String log(String step) {
        var uri = URI.create(await().until(() -> step(step, "log_uri"), Objects::nonNull));
        return store.getObjectAsBytes(
                        get -> get.bucket(uri.getHost()).key(uri.getPath().substring(1)))
                .asString(StandardCharsets.UTF_8);
    }

    private String run(String column) {
        return database.first(
                        "select r." + column + " from run r join event e on e.id = r.event_id where e.key = ?",
                        row -> row.getString(1),
                        key)
                .orElse(null);
    }

    private String step(String id, String column) {
        return database.first(
                        "select s." + column
                                + " from step s join run r on r.id = s.run_id join event e on e.id = r.event_id"
                                + " where e.key = ? and s.id = ?",
                        row -> row.getString(1),
                        key,
                        id)
                .orElse(null);
    }
}
