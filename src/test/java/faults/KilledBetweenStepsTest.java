package faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sandbox.PackagedApplication;

@Tag("faults")
class KilledBetweenStepsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** When each wait ends, which a kill must not put off. */
    private static final String DUE = "select wake_at from step where wake_at is not null";

    private static Stage stage;
    private static PackagedApplication application;

    @BeforeAll
    static void start() {
        stage = new Stage(KilledBetweenStepsTest.class);
        application = stage.application().start().awaitReady();
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @ParameterizedTest(name = "killed {1} ms after the effect {0}")
    @CsvSource({"one, 0", "two, 0", "three, 0", "one, 2", "two, 5", "one, 15"})
    void a_run_goes_on_where_it_was(String effect, int millisAfter) throws InterruptedException {
        // Given
        var key = "killed-" + millisAfter + "-ms-after-" + effect;
        var reached = new CountDownLatch(1);
        var killed = new CountDownLatch(1);
        stage.effects().onArrival(name -> {
            if (name.endsWith(effect) && reached.getCount() > 0) {
                reached.countDown();
                if (millisAfter == 0) {
                    // Without an answer the step is still under way when the application is killed.
                    await(killed);
                }
            }
        });

        // When
        send("three-steps", key);
        await(reached);
        TimeUnit.MILLISECONDS.sleep(millisAfter);
        application.kill();
        killed.countDown();
        application.start().awaitReady();

        // Then
        var run = awaitSucceeded(key);
        var effects = effectsOf(run);
        var finished = stage.finishedSteps();
        assertThat(effects.keySet()).containsExactlyInAnyOrder(run + "-one", run + "-two", run + "-three");
        assertThat(effects).allSatisfy((name, times) -> {
            assertThat(times.get(times.size() - 1)).isBefore(finished.get(name));
            assertThat(times).hasSizeLessThanOrEqualTo(2);
        });
        assertThat(effects.values().stream().filter(times -> times.size() > 1))
                .as("the step that was under way: %s", effects)
                .hasSizeLessThanOrEqualTo(1);
        if (millisAfter == 0) {
            assertThat(effects.get(run + "-" + effect)).hasSize(2);
        }
    }

    @Test
    void a_wait_goes_on_while_the_application_is_dead() {
        // Given
        stage.effects().onArrival(name -> {});
        send("wait", "waiting");
        stage.awaitCount(1, "select count(*) from run where state = 'waiting'", PATIENCE);
        var due = stage.texts(DUE);

        // When
        application.kill();
        application.start().awaitReady();

        // Then
        var run = awaitSucceeded("waiting");
        var effects = effectsOf(run);
        assertThat(effects)
                .hasSize(2)
                .allSatisfy((name, times) -> assertThat(times).hasSize(1));
        assertThat(Duration.between(
                        effects.get(run + "-one").get(0),
                        effects.get(run + "-two").get(0)))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(10));
        assertThat(stage.texts(DUE)).as("when the wait ends").hasSize(1).isEqualTo(due);
    }

    private static long awaitSucceeded(String key) {
        var runs = "from run r join event e on e.id = r.event_id where r.state = 'succeeded' and e.key = '" + key + "'";
        stage.awaitCount(1, "select count(*) " + runs, PATIENCE);
        return stage.count("select r.id " + runs);
    }

    private static Map<String, List<Instant>> effectsOf(long run) {
        var effects = new TreeMap<>(stage.effects().byName());
        effects.keySet().removeIf(name -> !name.startsWith(run + "-") || name.endsWith("buckets"));
        return effects;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(String bucket, String key) {
        try (var sender = new Sender(application)) {
            sender.send(bucket, key);
        }
    }
}
