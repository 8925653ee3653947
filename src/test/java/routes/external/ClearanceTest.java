package routes.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sandbox.SandboxStore;

import routes.ledger.Leftover;
import routes.ledger.LeftoverLedger;
import routes.ledger.Remainder;
import routes.ledger.RunLedger.Claim;
import routes.ledger.StepPlan;
import routes.ledger.StepRecord;
import routes.ledger.TestLedger;

/** What ended steps leave behind goes only when nothing is lost with it. */
class ClearanceTest {

    private static final SandboxStore STORE = SandboxStore.started();
    private static final String BUCKET = "logs-of-steps";

    private static TestLedger ledger;
    private static LeftoverLedger leftovers;

    private final Lanes lanes = new Lanes();
    private final Talkative system = new Talkative();

    /** A stand-in whose logs are as long as the test says, and tells how much of them was read. */
    private static final class Talkative extends StandInSystem {

        private int lines = 1;
        private int read;

        @Override
        public void copyLog(Task<Request> task, OutputStream log) throws IOException {
            for (read = 0; read < lines; read++) {
                log.write("a line of the log\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
    }

    @BeforeAll
    static void start() {
        ledger = TestLedger.create();
        leftovers = ledger.leftovers;
        STORE.createBucket(BUCKET);
    }

    @AfterAll
    static void stop() {
        STORE.close();
    }

    @AfterEach
    void forget() {
        STORE.start();
        lanes.stop(null);
    }

    @Test
    void nothing_is_removed_while_the_store_is_away_and_another_replica_does_it_when_it_is_back() {
        // Given
        var name = ended("succeeded");
        STORE.stop();
        clear(BUCKET);
        await().untilAsserted(() -> assertThat(error(name)).isNotNull());
        assertThat(system.released()).isEmpty();

        // When
        STORE.start();
        ledger.database.update("update leftover set next_at = now()");
        clear(BUCKET);

        // Then
        await().untilAsserted(() -> assertThat(leftovers()).isZero());
        assertThat(system.released()).containsExactly(name);
        assertThat(logUri(name)).startsWith("s3://" + BUCKET + "/logs/");
    }

    @Test
    void what_failed_stays_where_its_log_is_kept_nowhere_else() {
        // Given
        var well = ended("succeeded");
        var badly = ended("failed");

        // When
        clear(null);

        // Then
        await().untilAsserted(() -> assertThat(leftovers()).isZero());
        assertThat(system.released()).contains(well).doesNotContain(badly);
    }

    @Test
    void a_log_is_read_no_further_than_it_is_kept() {
        // Given
        system.lines = 100_000;
        var name = ended("failed");

        // When
        clear(BUCKET);

        // Then
        await().untilAsserted(() -> assertThat(system.released()).containsExactly(name));
        assertThat(system.read).isLessThan(100);
        var log = STORE.client()
                .getObjectAsBytes(
                        get -> get.bucket(BUCKET).key(logUri(name).substring(("s3://" + BUCKET + "/").length())))
                .asUtf8String();
        assertThat(log)
                .startsWith("a line of the log\n")
                .endsWith("\n… the rest is left out\n")
                .hasSizeLessThan(1100);
    }

    @Test
    void a_connection_with_a_long_queue_hides_nothing_of_another() {
        // Given
        for (int i = 0; i < 60; i++) {
            ended("succeeded", "near");
        }
        ended("succeeded", "far");

        // Then
        assertThat(leftovers.due(List.of(system.action())).stream()
                        .map(leftover -> leftover.remainder().connection()))
                .hasSize(51)
                .contains("far");
        ledger.database.update("delete from leftover");
    }

    private String ended(String state) {
        return ended(state, "near");
    }

    /** A step that has ended so, and the name of its work. */
    private String ended(String state, String connection) {
        var name = UUID.randomUUID().toString();
        ledger.runs.queueManual(name, "{}");
        var run = ledger.runs
                .claim(ledger.replica().id(), new Claim(name, 1, 0, 0, false, ""))
                .get(0);
        var plan = new StepPlan(
                null, "{\"name\":\"" + name + "\",\"connection\":\"" + connection + "\"}", null, (Instant) null);
        var step = StepRecord.starting(run.id(), "job", system.action(), 1, name, plan);
        ledger.steps.start(run.owner(), step);
        ledger.externalSteps.began(step, "handle", null);
        ledger.externalSteps.endAndWake(
                state.equals("failed") ? step.failed("exit code 3", false) : step.succeeded("{}"),
                Remainder.ended(connection));
        return name;
    }

    /** As a replica that has just been started. */
    private void clear(String bucket) {
        var settings = new HashMap<>(Map.of("routes.external.logs.max-size", "1000"));
        if (bucket != null) {
            settings.put("routes.external.logs.bucket", bucket);
        }
        var config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withMapping(ExternalConfig.class)
                .build()
                .getConfigMapping(ExternalConfig.class);
        var steps = new ExternalSteps(null, null, null, null, null, null, null, null, new ObjectMapper());
        var clearance = new Clearance(leftovers, steps, new StepLogs(config, STORE.client()), lanes);
        for (Leftover leftover : leftovers.due(List.of(system.action()))) {
            clearance.begin(system, leftover);
        }
    }

    private static long leftovers() {
        return ledger.count("leftover");
    }

    private static String error(String name) {
        return text("select error from leftover where external_id = ?", name);
    }

    private static String logUri(String name) {
        return text("select log_uri from step where external_id = ?", name);
    }

    private static String text(String query, String name) {
        return ledger.database.query(query, row -> row.getString(1), name).get(0);
    }
}
