package faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("faults")
class KilledWhileStreamingTest {

    private static final int EVENTS = 10_000;
    private static final int KILLS = 4;
    private static final int RUNS_AT_ONCE = 32;

    private final Stage stage = new Stage(KilledWhileStreamingTest.class);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void no_event_is_lost_and_no_finished_step_is_done_again() {
        // Given
        var application = stage.application();
        application.start().awaitReady();
        try (var sender = new Sender(application)) {

            // When
            var sent = sender.begin("two-steps", 0, EVENTS);
            for (int kill = 1; kill <= KILLS; kill++) {
                int share = kill * EVENTS / (KILLS + 1);
                await().atMost(Duration.ofMinutes(2)).until(() -> sender.accepted() >= share);
                application.kill();
                application.start().awaitReady();
            }
            sent.join();
        }

        // Then
        var done = "select count(*) from run where route = 'faults.two-steps' and state = 'succeeded'";
        stage.awaitCount(EVENTS, done, Duration.ofMinutes(3));
        assertEachEventOnce();
        assertNoFinishedStepRepeated();
    }

    private void assertEachEventOnce() {
        assertThat(stage.count("select count(*) from event")).isEqualTo(EVENTS);
        assertThat(stage.count("select count(distinct key) from event")).isEqualTo(EVENTS);
        var routes = stage.count("select count(distinct route) from outcome");
        assertThat(stage.count("select count(*) from outcome")).isEqualTo(EVENTS * routes);
        assertThat(stage.count("select count(*) from outcome where route = 'faults.two-steps' and verdict = 'started'"))
                .isEqualTo(EVENTS);
        assertThat(stage.count("select count(*) from run where event_id is not null"))
                .isEqualTo(EVENTS);
        assertThat(stage.count("select count(*) from step s join run r on r.id = s.run_id where r.event_id is not null "
                        + "and s.state = 'succeeded'"))
                .isEqualTo(2L * EVENTS);
    }

    private void assertNoFinishedStepRepeated() {
        var effects = stage.effects().byName();
        var finished = stage.finishedSteps();
        assertThat(effects).hasSize(2 * EVENTS);
        assertThat(effects).allSatisfy((name, times) -> assertThat(last(times)).isBefore(finished.get(name)));
        var repeated =
                effects.values().stream().filter(times -> times.size() > 1).count();
        assertThat(repeated)
                .as("steps that a kill cut in their middle")
                .isLessThanOrEqualTo((long) KILLS * RUNS_AT_ONCE);
    }

    private static Instant last(List<Instant> times) {
        return times.get(times.size() - 1);
    }
}
