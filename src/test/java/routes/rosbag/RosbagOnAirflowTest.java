package routes.rosbag;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static sandbox.AirflowTrouble.BROKEN;
import static sandbox.AirflowTrouble.HALF_AN_ANSWER;
import static sandbox.AirflowTrouble.HANGS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sandbox.AirflowDag;
import sandbox.AirflowTestResource;
import sandbox.SandboxAirflow;
import sandbox.SluiceTestResource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

import routes.intake.Intake;
import routes.ledger.Database;
import routes.ledger.ObjectEvent;
import routes.ledger.RunLedger;
import routes.ledger.RunsQueued;
import routes.ledger.Source;

/** The pipeline with a DAG run for each recording: from the event over Airflow, well or not, to the end of the run. */
@Tag("application")
@QuarkusTest
@TestProfile(RosbagOnAirflowTest.OnAirflow.class)
class RosbagOnAirflowTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Inject
    Intake intake;

    @Inject
    Database database;

    @Inject
    RunLedger runs;

    @Inject
    RunsQueued engine;

    @Inject
    S3Client store;

    SandboxAirflow airflow;

    private final String key = "drives/café $(HOME) ${body} @x=1 " + UUID.randomUUID() + ".mcap";
    private AirflowDag dag;

    /** The application with a stand-in of Airflow that it does not wait long for. */
    public static final class OnAirflow implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    entry("routes.rosbag.processor", "airflow"),
                    entry("routes.external.timeout", "500ms"),
                    entry("routes.external.poll", "100ms"),
                    entry("routes.external.logs.bucket", "rosbag-logs"),
                    entry("routes.engine.poll", "100ms"));
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(SluiceTestResource.class), new TestResourceEntry(AirflowTestResource.class));
        }
    }

    @BeforeEach
    void reset() {
        airflow.trouble();
        dag = airflow.dag("rosbag_processor_poc")
                .succeeds()
                .takes(Duration.ZERO)
                .paused(false);
    }

    @Test
    void runs_the_dag_with_all_it_needs_to_know_of_the_recording() {
        // Given
        makeBucketOfLogs();

        // When
        upload(5012L);

        // Then
        awaitRun("succeeded");
        var externalId = step("external_id");
        assertThat(externalId).startsWith("process-recording-");
        assertThat(dag.run(externalId).orElseThrow().conf())
                .containsEntry("bucket", "raw-data")
                .containsEntry("key", key)
                .containsEntry("versionId", null)
                .containsEntry("eTag", "9a03")
                .containsEntry("size", 5012)
                .containsEntry("eventId", Integer.valueOf(run("event_id")))
                .containsEntry("runId", run("id"));
        assertThat(step("link")).isEqualTo(airflow.url() + "/dags/rosbag_processor_poc/runs/" + externalId);
        assertThat(step("result")).contains(externalId);
        assertThat(log()).contains("== tell, try 1 of 1, success", "number -1, try 1");
    }

    @Test
    void an_event_without_size_gives_none() {
        // When
        upload(null);

        // Then
        awaitRun("succeeded");
        assertThat(dag.run(step("external_id")).orElseThrow().conf()).containsEntry("size", null);
    }

    @Test
    void starts_one_dag_run_however_airflow_misbehaves() {
        // Given
        dag.takes(Duration.ofSeconds(2));
        airflow.troubleAtStart(BROKEN, HANGS, HALF_AN_ANSWER);

        // When
        upload(1L);

        // Then
        awaitRun("succeeded");
        assertThat(dag.starts()).filteredOn(step("external_id")::equals).hasSize(1);
        assertThat(run("attempt")).isEqualTo("0");
    }

    @Test
    void waits_for_an_airflow_that_goes_away_while_the_dag_runs() {
        // Given
        dag.takes(Duration.ofHours(1));
        upload(1L);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(step("handle")).isNotBlank());

        // When
        airflow.stop();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(step("note")).startsWith("default does not answer: "));
        dag.takes(Duration.ZERO);
        airflow.start();

        // Then
        awaitRun("succeeded");
    }

    @Test
    void parks_the_run_with_the_task_that_failed_and_a_link() {
        // Given
        dag.fails("process_data");

        // When
        upload(1L);

        // Then
        awaitRun("parked");
        assertThat(run("error"))
                .isEqualTo("run " + step("external_id") + " of DAG rosbag_processor_poc failed in process_data: see "
                        + step("link"));
    }

    @Test
    void says_that_the_dag_is_paused_and_goes_on_when_somebody_unpauses_it() {
        // Given
        dag.paused(true);
        upload(1L);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(step("note")).isEqualTo("DAG rosbag_processor_poc is paused: unpause it"));

        // When
        dag.paused(false);

        // Then
        awaitRun("succeeded");
    }

    @Test
    void ends_the_dag_run_of_a_cancelled_run_and_keeps_its_log() {
        // Given
        makeBucketOfLogs();
        dag.takes(Duration.ofHours(1));
        upload(1L);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(step("handle")).isNotBlank());

        // When
        runs.cancel(Long.parseLong(run("id")));
        engine.tell();

        // Then
        awaitRun("cancelled");
        assertThat(dag.run(step("external_id")).orElseThrow().state()).isEqualTo("failed");
        assertThat(step("state")).isEqualTo("cancelled");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(step("log_uri")).startsWith("s3://rosbag-logs/"));
    }

    private void makeBucketOfLogs() {
        try {
            store.createBucket(request -> request.bucket("rosbag-logs"));
        } catch (BucketAlreadyOwnedByYouException e) {
            // Another test was the first.
            assertThat(e.statusCode()).isEqualTo(409);
        }
    }

    private void upload(Long size) {
        var sequencer = "%032X".formatted(System.nanoTime());
        intake.take(List.of(new ObjectEvent(
                Source.WEBHOOK,
                "ObjectCreated:Put",
                "raw-data",
                key,
                key,
                null,
                "9a03",
                sequencer,
                size,
                Instant.now(),
                "{}")));
    }

    private void awaitRun(String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(run("state")).as(step("note")).isEqualTo(state));
    }

    private String run(String column) {
        return database.first(
                        "select coalesce(r." + column + "::text, '') from run r join event e on e.id = r.event_id"
                                + " where r.route = 'rosbag' and e.key = ?",
                        row -> row.getString(1),
                        key)
                .orElse(null);
    }

    private String step(String column) {
        return database.first(
                        "select coalesce(s." + column + "::text, '') from step s join run r on r.id = s.run_id"
                                + " join event e on e.id = r.event_id where e.key = ?",
                        row -> row.getString(1),
                        key)
                .orElse(null);
    }

    private String log() {
        var uri = await().atMost(PATIENCE)
                .until(() -> step("log_uri"), kept -> !kept.isEmpty())
                .replace("s3://rosbag-logs/", "");
        return store.getObjectAsBytes(request -> request.bucket("rosbag-logs").key(uri))
                .asUtf8String();
    }
}
