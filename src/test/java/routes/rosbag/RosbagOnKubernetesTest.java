package routes.rosbag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sandbox.KubernetesTestResource;
import sandbox.SluiceTestResource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import routes.ledger.Database;

/** The pipeline with a Job for each recording: from the event over the Job and its container to the CSV, and back to the run. */
@Tag("application")
@QuarkusTest
@TestProfile(RosbagOnKubernetesTest.OnKubernetes.class)
class RosbagOnKubernetesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Inject
    S3Client store;

    @Inject
    Database database;

    /** The application with a stand-in of Kubernetes. */
    public static final class OnKubernetes implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "routes.rosbag.processor", "kubernetes",
                    "routes.external.logs.bucket", "processed-data",
                    "routes.external.poll", "200ms",
                    "routes.intake.buckets.raw.bucket", "raw-data",
                    "routes.intake.buckets.raw.notification.arn", "arn:minio:sqs::sluice:webhook",
                    "routes.intake.buckets.processed.bucket", "processed-data",
                    "routes.intake.buckets.processed.list", "false");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(SluiceTestResource.class),
                    new TestResourceEntry(KubernetesTestResource.class));
        }
    }

    @Test
    void turns_an_uploaded_recording_into_a_csv() {
        // Given
        awaitSetUp();
        var name = "drives/café $(HOME) ${body} @x " + UUID.randomUUID();

        // When
        upload(name + ".mcap", "time,speed\r\n1,0.5\r\n2,0.7\r\n");

        // Then
        awaitRun(name + ".mcap", "succeeded");
        assertThat(download(name + ".csv")).isEqualTo("time,speed\n1,0.5\n2,0.7\n");
        assertThat(download(name + ".receipt.json")).contains("\"rows\":2", "\"runId\":\"" + run(name + ".mcap", "id"));
        assertThat(step(name + ".mcap", "result")).contains("\"rows\":2", "\"PROCESSED\"");
        var log = await().atMost(PATIENCE)
                .until(() -> step(name + ".mcap", "log_uri"), Objects::nonNull)
                .replace("s3://processed-data/", "");
        assertThat(download(log)).contains("\"rows\":2");
    }

    @Test
    void parks_a_recording_that_never_heals_without_trying_again() {
        // Given
        awaitSetUp();
        var key = UUID.randomUUID() + ".mcap";

        // When
        upload(key, "");

        // Then
        awaitRun(key, "parked");
        assertThat(run(key, "error")).contains("failed for good", "exit code 42", key + ": is empty");
        assertThat(run(key, "attempt")).isEqualTo("1");
    }

    private void awaitSetUp() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(database.query(
                                "select state from run where route = 'intake.set-up' and state = 'succeeded'",
                                row -> row.getString(1)))
                        .isNotEmpty());
    }

    private void awaitRun(String key, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(run(key, "state")).isEqualTo(state));
    }

    private String run(String key, String column) {
        return database.first(
                        "select r." + column + " from run r join event e on e.id = r.event_id where r.route = 'rosbag'"
                                + " and e.key = ?",
                        row -> Optional.ofNullable(row.getString(1)),
                        key)
                .flatMap(value -> value)
                .orElse(null);
    }

    private String step(String key, String column) {
        return database.first(
                        "select s." + column + " from step s join run r on r.id = s.run_id join event e on"
                                + " e.id = r.event_id where e.key = ?",
                        row -> Optional.ofNullable(row.getString(1)),
                        key)
                .flatMap(value -> value)
                .orElse(null);
    }

    private void upload(String key, String text) {
        store.putObject(request -> request.bucket("raw-data").key(key), RequestBody.fromString(text));
    }

    private String download(String key) {
        return store.getObjectAsBytes(
                        request -> request.bucket("processed-data").key(key))
                .asUtf8String();
    }
}
