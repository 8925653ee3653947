package routes.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sandbox.SandboxDocker;
import sandbox.SandboxSpark;

import routes.engine.Backfill;
import routes.ledger.Database;
import routes.ledger.RunLedger;
import routes.ledger.RunsQueued;

@Tag("application")
@QuarkusTest
@TestProfile(WithDailyRoute.class)
class DailyRouteTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Inject
    Backfill backfill;

    @Inject
    RunLedger runs;

    @Inject
    RunsQueued engine;

    @Inject
    Database database;

    @ConfigProperty(name = "routes.store.secret")
    String secret;

    private SandboxDocker server0;
    private SandboxDocker server1;
    private SandboxSpark spark;

    @BeforeEach
    void forget_the_last_day() {
        server0 = WithDailyRoute.Engines.server0;
        server1 = WithDailyRoute.Engines.server1;
        spark = WithDailyRoute.Engines.spark;
        server0.reset();
        server1.reset();
        spark.reset();
        spark.take(Duration.ofHours(1));
    }

    @Test
    void collects_and_refines_one_day_step_by_step() {
        // Given
        var run = begin(LocalDate.of(2026, 3, 2));
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(server0.running() + server1.running()).isEqualTo(2);
            assertThat(spark.running()).isEqualTo(1);
        });

        // Then: each is told the day
        var producer = server0.startedContainers().get(0);
        assertThat(server0.request(producer).path("Cmd"))
                .extracting(word -> word.asText())
                .containsExactly("say", "100 % & more", "sleep", "3600", "--date", "2026-03-02");
        assertThat(spark.request(spark.drivers().get(0)).path("appArgs"))
                .extracting(word -> word.asText())
                .containsExactly("--date", "2026-03-02");
        assertGivenWhatIsConfigured(server0.request(producer));
        assertGivenWhatIsConfigured(run, spark.request(spark.drivers().get(0)), "tripclick.StreamToSilver");

        // When: one of three goes on, the batch has to wait for it
        server0.endAll();
        spark.endAll();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(succeeded(run)).hasSize(2));
        assertThat(spark.drivers()).hasSize(1);
        server1.endAll();

        // Then: the hours are past, so that the batches follow at once, one after the other
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(spark.drivers()).hasSize(2));
        assertGivenWhatIsConfigured(run, spark.request(spark.drivers().get(1)), "org.example.Bronze");
        spark.endAll();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(spark.drivers()).hasSize(3));
        spark.endAll();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(state(run)).isEqualTo("succeeded"));
        assertThat(messages(run))
                .anyMatch(text -> text.startsWith("*daily* of 2026-03-02 is done\n")
                        && text.contains("batch-to-bronze")
                        && text.contains("etl-to-gold"));
    }

    @Test
    void goes_on_from_the_failed_step_when_a_person_asks() {
        // Given
        var run = begin(LocalDate.of(2026, 3, 3));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(spark.running()).isEqualTo(1));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(server0.running() + server1.running()).isEqualTo(2));
        spark.end(spark.drivers().get(0), "FAILED", "java.lang.IllegalStateException: no clicks");

        // When: people are told at once, and the containers go on
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(messages(run)).anyMatch(text -> text.contains("*failed in part*")));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(state(run)).isEqualTo("waiting"));
        server0.endAll();
        server1.endAll();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(state(run)).isEqualTo("parked"));
        runs.retry(run, false);
        engine.tell();

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(spark.running()).isEqualTo(1));
        assertThat(spark.drivers()).hasSize(2);
        assertThat(server0.startedContainers()).hasSize(1);
        assertThat(server1.startedContainers()).hasSize(1);
        runs.cancel(run);
        engine.tell();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(state(run)).isEqualTo("cancelled"));
        assertThat(spark.running()).isZero();
    }

    @Test
    void a_cancelled_day_leaves_nothing_running_and_no_container() {
        // Given
        var run = begin(LocalDate.of(2026, 3, 4));
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(server0.running() + server1.running()).isEqualTo(2);
            assertThat(spark.running()).isEqualTo(1);
        });

        // When
        runs.cancel(run);
        engine.tell();

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(state(run)).isEqualTo("cancelled"));
        assertThat(spark.running()).isZero();
        // What they leave behind goes once their logs are kept.
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(server0.names()).isEmpty();
            assertThat(server1.names()).isEmpty();
        });
    }

    private void assertGivenWhatIsConfigured(JsonNode container) {
        assertThat(container.path("Env"))
                .extracting(variable -> variable.asText())
                .containsExactly("AWS_REGION=ap-northeast-2", "QUERY=a=b & c", "AWS_SECRET_ACCESS_KEY=" + secret);
        assertThat(container.at("/HostConfig/Memory").asLong()).isEqualTo(64 << 20);
        assertThat(container.at("/HostConfig/NanoCpus").asLong()).isEqualTo(500_000_000);
    }

    private void assertGivenWhatIsConfigured(long run, JsonNode driver, String mainClass) {
        assertThat(driver.path("mainClass").asText()).isEqualTo(mainClass);
        assertThat(driver.path("environmentVariables").toString())
                .isEqualTo("{\"AWS_REGION\":\"ap-northeast-2\",\"AWS_SECRET_ACCESS_KEY\":\"" + secret + "\"}");
        var properties = driver.path("sparkProperties");
        assertThat(properties.path("spark.cores.max").asText()).isEqualTo("2");
        assertThat(properties.path("spark.app.name").asText()).isEqualTo("in & out");
        assertThat(properties.path("spark.driver.memory").asText()).isEqualTo("2g");
        assertThat(database.query("select request from step where run_id = ?", row -> row.getString(1), run))
                .as("the ledger holds no secret")
                .noneMatch(request -> request != null && request.contains(secret));
    }

    private long begin(LocalDate day) {
        backfill.queue("daily", day, day, false, false);
        return database.first(
                        "select id from run where route = 'daily' order by id desc limit 1", row -> row.getLong(1))
                .orElseThrow();
    }

    private String state(long run) {
        return database.first("select state from run where id = ?", row -> row.getString(1), run)
                .orElseThrow();
    }

    private List<String> succeeded(long run) {
        return database.query(
                "select id from step where run_id = ? and state = 'succeeded'", row -> row.getString(1), run);
    }

    private List<String> messages(long run) {
        return database.query(
                "select text from message where run_id = ? or dedupe_key like 'step:' || ? || ':%' order by id",
                row -> row.getString(1), run, Long.toString(run));
    }
}
