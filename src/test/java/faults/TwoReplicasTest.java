package faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sandbox.PackagedApplication;

@Tag("faults")
class TwoReplicasTest {

    private static final int EVENTS = 6_000;
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final Duration NOTICE = Duration.ofSeconds(5);
    private static final String LEFT_BEHIND = "select count(*) from run where state = 'running' and replica not in "
            + "(select id from replica where lease_until > now())";

    private final Stage stage = new Stage(TwoReplicasTest.class);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void each_event_is_done_once_and_the_survivor_takes_over() {
        // Given
        var survivor = stage.application();
        var victim = stage.application();
        survivor.start();
        victim.start();
        survivor.awaitReady();
        victim.awaitReady();
        try (var sender = new Sender(survivor, victim)) {
            var sent = sender.begin("two-steps", 0, EVENTS);
            await().atMost(Duration.ofMinutes(2)).until(() -> sender.accepted() >= EVENTS / 2);
            await("both replicas have runs under way")
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> stage.count("select count(distinct replica) from run where state = 'running'") == 2);

            // When, Then
            assertTakenOver(victim);
            sent.join();
        }
        stage.awaitCount(
                EVENTS,
                "select count(*) from run where route = 'faults.two-steps' and state = 'succeeded'",
                Duration.ofMinutes(2));
        assertThat(stage.count("select count(*) from event")).isEqualTo(EVENTS);
        assertThat(stage.count("select count(*) from run where event_id is not null"))
                .isEqualTo(EVENTS);
        assertNoFinishedStepRepeated();
    }

    private void assertTakenOver(PackagedApplication victim) {
        try (var standstill = Standstill.begun()) {
            victim.kill();
            var killed = System.nanoTime();
            var cutOff = stage.count("select count(*) from run where state = 'running' and replica in "
                    + "(select id from replica order by lease_until limit 1)");
            await().pollDelay(LEASE.dividedBy(2))
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> stage.count("select count(*) from replica") == 1 && stage.count(LEFT_BEHIND) == 0);
            var taken = Duration.ofNanos(System.nanoTime() - killed);
            System.out.printf(
                    "about %d runs were cut off; taken over %.1f s after the kill%n", cutOff, taken.toMillis() / 1e3);
            // A survivor that stood still, too, takes over only once its own lease has held for a while again.
            var late = standstill.total().multipliedBy(2);
            assertThat(taken).isLessThan(LEASE.plus(NOTICE).plus(late));
        }
    }

    private void assertNoFinishedStepRepeated() {
        var finished = stage.finishedSteps();
        assertThat(stage.effects().byName())
                .hasSize(2 * EVENTS)
                .allSatisfy(
                        (name, times) -> assertThat(times.get(times.size() - 1)).isBefore(finished.get(name)));
    }
}
