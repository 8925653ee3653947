package faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sandbox.PackagedApplication;

@Tag("faults")
class KilledBetweenStepsTest {

    private static final String SUCCEEDED =
            "select count(*) from run where event_id is not null and state = 'succeeded'";

    private final Stage stage = new Stage(KilledBetweenStepsTest.class);

    @AfterEach
    void close() {
        stage.close();
    }

    @ParameterizedTest(name = "killed {1} ms after the effect {0}")
    @CsvSource({"one, 0", "two, 0", "three, 0", "one, 3", "two, 3", "one, 10", "two, 10"})
    void a_run_goes_on_where_it_was(String effect, int millisAfter) throws InterruptedException {
        // Given
        var application = stage.application();
        application.start().awaitReady();
        var reached = new CountDownLatch(1);
        stage.effects().onArrival(name -> {
            if (name.endsWith(effect) && reached.getCount() > 0) {
                reached.countDown();
                hold(millisAfter == 0);
            }
        });

        // When
        send(application, "three-steps");
        assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
        TimeUnit.MILLISECONDS.sleep(millisAfter);
        application.kill();
        application.start().awaitReady();

        // Then
        stage.awaitCount(1, SUCCEEDED, Duration.ofSeconds(30));
        var finished = stage.finishedSteps();
        assertThat(stage.effects().byName().keySet())
                .containsExactlyInAnyOrderElementsOf(finished.keySet())
                .hasSize(3);
        stage.effects().byName().forEach((name, times) -> {
            assertThat(times).hasSizeLessThanOrEqualTo(millisAfter == 0 && !name.endsWith(effect) ? 1 : 2);
            assertThat(times.get(times.size() - 1)).isBefore(finished.get(name));
        });
        assertThat(stage.effects().byName().values().stream()
                        .filter(times -> times.size() > 1)
                        .count())
                .isLessThanOrEqualTo(1);
    }

    /** Without an answer the step is still under way when the application is killed. */
    private static void hold(boolean answerLate) {
        try {
            TimeUnit.MILLISECONDS.sleep(answerLate ? 2_000 : 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_wait_goes_on_while_the_application_is_dead() {
        // Given
        var application = stage.application();
        application.start().awaitReady();
        send(application, "wait");
        stage.awaitCount(1, "select count(*) from run where state = 'waiting'", Duration.ofSeconds(20));

        // When
        application.kill();
        application.start().awaitReady();

        // Then
        stage.awaitCount(1, SUCCEEDED, Duration.ofSeconds(30));
        assertThat(stage.effects().byName().values())
                .hasSize(2)
                .allSatisfy(times -> assertThat(times).hasSize(1));
        assertThat(Duration.between(effect("one"), effect("two")))
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(25));
    }

    private Instant effect(String name) {
        return stage.effects().byName().entrySet().stream()
                .filter(effect -> effect.getKey().endsWith(name))
                .findFirst()
                .orElseThrow()
                .getValue()
                .get(0);
    }

    private static void send(PackagedApplication application, String bucket) {
        try (var sender = new Sender(application)) {
            sender.send(bucket, "object.bin", "9a0364b9e99bb480dd25e1f0284c8555");
        }
    }
}
