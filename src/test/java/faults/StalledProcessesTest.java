package faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sandbox.PackagedApplication;
import sandbox.SandboxDocker;
import sandbox.SandboxPostgres;
import sandbox.SandboxSpark;
import sandbox.SluiceApi;
import sandbox.Stalls;

/** Replicas and the ledger stand still by turns, often for longer than a lease, and go on as if nothing had happened. */
@Tag("faults")
class StalledProcessesTest {

    private static final long SEED = Long.getLong("faults.seed", 20_261_120);
    private static final int STALLING_SECONDS = Integer.getInteger("faults.seconds", 30);
    private static final int LONGEST_MILLIS = 5_000;
    private static final int EVENTS = 40;
    private static final int SIMPLE_EVENTS = 1_000;
    private static final int DAYS = 20;
    /** Longer than anything stands still, so that who is late finds what another one has begun. */
    private static final Duration WORK = Duration.ofSeconds(8);

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final SandboxPostgres postgres = SandboxPostgres.started();
    private final Stage stage = new Stage(StalledProcessesTest.class, postgres);
    private final SandboxDocker server0 = SandboxDocker.started();
    private final SandboxDocker server1 = SandboxDocker.started();
    private final SandboxSpark spark = SandboxSpark.started();

    @AfterEach
    void close() {
        stage.close();
        postgres.close();
        server0.close();
        server1.close();
        spark.close();
    }

    @Test
    void nothing_is_lost_begun_twice_or_left_open() throws Exception {
        // Given
        spark.take(WORK);
        var replicas = IntStream.range(0, 2)
                .mapToObj(number -> stage.application(
                                settings(number), "effects.camel.yaml", "stalls/everything.camel.yaml")
                        .start())
                .toList();
        replicas.forEach(PackagedApplication::awaitReady);
        try (var sender = new Sender(replicas.toArray(PackagedApplication[]::new))) {
            new SluiceApi(replicas.get(0).address())
                    .post("/api/routes/faults.daily/backfill", "{\"from\":\"2026-01-01\",\"to\":\"2026-01-20\"}");

            // When
            try (var stalls = new Stalls()) {
                stalls.begin(replicas.get(0)::process, LONGEST_MILLIS, SEED);
                stalls.begin(replicas.get(1)::process, LONGEST_MILLIS, SEED + 1);
                stalls.begin(postgres::process, LONGEST_MILLIS, SEED + 2);
                for (int connection = 0; connection < 3; connection++) {
                    stalls.begin(this::connection, LONGEST_MILLIS / 4, SEED + 3 + connection);
                }
                var simple = sender.begin("two-steps", 0, SIMPLE_EVENTS);
                for (int event = 0; event < EVENTS; event++) {
                    sender.send("everything", "object-" + event);
                    TimeUnit.MILLISECONDS.sleep(STALLING_SECONDS * 500L / EVENTS);
                }
                TimeUnit.SECONDS.sleep(STALLING_SECONDS / 2);
                simple.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                System.out.printf("processes stood still %d times%n", stalls.count());
            }
            stage.awaitCount(0, "select count(*) from run where state in ('queued', 'running', 'waiting')", PATIENCE);
        }

        // Then
        assertNothingLost();
        assertNothingBegunTwice();
    }

    private void assertNothingLost() {
        assertThat(stage.texts("select route || ' ' || state || ' ' || count(*) from run where route like 'faults.%'"
                        + " group by route, state"))
                .containsExactlyInAnyOrder(
                        "faults.everything succeeded " + EVENTS,
                        "faults.two-steps succeeded " + SIMPLE_EVENTS,
                        "faults.daily succeeded " + DAYS);
        assertThat(stage.effects().byName()).hasSize(2 * (EVENTS + SIMPLE_EVENTS + DAYS));
    }

    private void assertNothingBegunTwice() {
        assertThat(server0.startedContainers()).doesNotHaveDuplicates().hasSize(2 * EVENTS);
        assertThat(server1.startedContainers()).doesNotHaveDuplicates().hasSize(2 * EVENTS);
        // One that was submitted too late is killed again.
        assertThat(spark.drivers().stream().filter(driver -> !spark.killed(driver)))
                .extracting(driver -> spark.request(driver)
                        .path("sparkProperties")
                        .path("spark.sluice.step")
                        .asText())
                .doesNotHaveDuplicates()
                .hasSize(EVENTS);
    }

    /** One that serves a connection of the ledger: what it has begun to write others see later than what came after it. */
    private ProcessHandle connection() {
        var children = postgres.process().children().toList();
        return children.get(ThreadLocalRandom.current().nextInt(children.size()));
    }

    private Map<String, String> settings(int number) {
        var settings = new HashMap<>(stage.effects().settings());
        settings.put("ROUTES_LEDGER_REPLICA", "" + number);
        settings.put("ROUTES_LEDGER_LEASE", "2s");
        settings.put("ROUTES_EXTERNAL_TIMEOUT", "3s");
        settings.put("ROUTES_ENGINE_RETRY_MAX_DELAY", "4s");
        settings.put("FAULTS_WORK_SECONDS", "" + WORK.toSeconds());
        settings.put("ROUTES_CONNECTIONS_DOCKER_SERVER0_URL", server0.url().toString());
        settings.put("ROUTES_CONNECTIONS_DOCKER_SERVER1_URL", server1.url().toString());
        settings.put("ROUTES_CONNECTIONS_SPARK_CLUSTER_URL", spark.url().toString());
        settings.put("ROUTES_CONNECTIONS_SPARK_CLUSTER_WEB", spark.url().toString());
        return settings;
    }
}
