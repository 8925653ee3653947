package routes.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JsonProcessingException;
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

/** The command line of {@code spark-submit} arrives as the route says it, in a container and in a pod. */
@Tag("application")
@QuarkusTest
@TestProfile(WithTestRoutes.class)
class SparkSubmitRouteTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Inject
    Intake intake;

    @Inject
    Database database;

    @Inject
    S3Client store;

    @ConfigProperty(name = "routes.store.secret")
    String secret;

    private final String key = UUID.randomUUID().toString();

    @Test
    void applications_are_submitted_as_the_route_says() throws Exception {
        // Given
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> store.headBucket(b -> b.bucket("processed-data")) != null);

        // When
        var sequencer = "%032X".formatted(System.nanoTime());
        intake.take(List.of(new ObjectEvent(
                Source.WEBHOOK,
                "ObjectCreated:Put",
                "submits",
                key,
                key,
                null,
                "e",
                sequencer,
                3L,
                Instant.now(),
                "{}")));

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(step("say-in-cluster", "state")).isEqualTo("succeeded"));
        assertThat(request("submit-on-host", "/entrypoint")).containsExactly("/worker");
        assertThat(request("submit-on-host", "/command"))
                .containsExactly(
                        "--master",
                        "spark://master:7077",
                        "--deploy-mode",
                        "client",
                        "--class",
                        "BatchToBronze",
                        "--driver-memory",
                        "1g",
                        "--conf",
                        "spark.driver.host=server0.example.org",
                        "--conf",
                        "spark.driver.bindAddress=0.0.0.0",
                        "--conf",
                        "spark.app.name=a & b",
                        "s3a://jars/etl.jar",
                        "say",
                        key + " is in & out, 100 % + more");
        assertThat(step("submit-on-host", "request"))
                .contains("\"network\":\"host\"", "\"AWS_SECRET_ACCESS_KEY\":\"routes.store.secret\"")
                .doesNotContain(secret);
        assertThat(log("submit-on-host")).isEqualTo(key + " is in & out, 100 % + more\n");
        assertThat(log("submit-in-cluster"))
                .matches("--master k8s://https://kubernetes.default.svc --deploy-mode client --driver-memory 1g"
                        + " --conf spark.driver.host=127.0.0.1"
                        + " --conf spark.kubernetes.driver.pod.name=submit-in-cluster-\\S+"
                        + " --conf spark.kubernetes.namespace=default"
                        + " --conf spark.kubernetes.container.image=apache/spark:4.0.1"
                        + " --conf spark.app.name=a & b local:///report.py " + key + " is in & out, 100 % \\+ more\n");
        assertThat(log("say-in-cluster")).isEqualTo("in & out, 100 % + more\n");
    }

    private List<String> request(String step, String part) throws JsonProcessingException {
        return new ObjectMapper()
                .readTree(step(step, "request"))
                .at(part)
                .valueStream()
                .map(word -> word.asText())
                .toList();
    }

    private String log(String step) {
        // It is kept right after the end of the step.
        var uri = URI.create(await().atMost(PATIENCE).until(() -> step(step, "log_uri"), Objects::nonNull));
        return store.getObjectAsBytes(
                        get -> get.bucket(uri.getHost()).key(uri.getPath().substring(1)))
                .asString(StandardCharsets.UTF_8);
    }

    private String step(String id, String column) {
        return database.first(
                        "select s." + column
                                + " from step s join run r on r.id = s.run_id join event e on e.id = r.event_id"
                                + " where e.key = ? and s.id = ?",
                        row -> Optional.ofNullable(row.getString(1)),
                        key,
                        id)
                .flatMap(value -> value)
                .orElse(null);
    }
}
