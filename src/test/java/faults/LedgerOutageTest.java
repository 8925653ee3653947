package faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sandbox.SandboxPostgres;

@Tag("faults")
class LedgerOutageTest {

    private static final int EVENTS = 4_000;
    private static final int UNAVAILABLE = 503;
    private static final int LOG_LINES = 60;

    private final SandboxPostgres postgres = SandboxPostgres.started();
    private final Stage stage = new Stage(LedgerOutageTest.class, postgres);

    @AfterEach
    void close() {
        stage.close();
        postgres.close();
    }

    @Test
    void events_are_put_off_while_the_ledger_is_away_and_all_are_taken_after() throws Exception {
        // Given
        var application = stage.application();
        application.start().awaitReady();
        var process = application.process();
        try (var sender = new Sender(application);
                var standstill = Standstill.begun()) {
            sender.begin("two-steps", 0, EVENTS / 4).join();
            int threads = Threads.of(process);
            var linesBefore = application.logText().lines().count();

            // When
            var sent = sender.begin("two-steps", EVENTS / 4, EVENTS);
            postgres.stop();
            TimeUnit.SECONDS.sleep(30);
            var readyMeanwhile = application.isReady();
            postgres.start();
            sent.get(2, TimeUnit.MINUTES);

            // Then
            assertThat(readyMeanwhile).as("ready without a ledger").isFalse();
            assertThat(sender.statuses().keySet()).isSubsetOf(Set.of(200, UNAVAILABLE));
            assertThat(sender.statuses()).containsKey(UNAVAILABLE);
            assertThat(sender.slowest()).isLessThan(Duration.ofSeconds(20).plus(standstill.total()));
            stage.awaitCount(
                    EVENTS,
                    "select count(*) from run where event_id is not null and state = 'succeeded'",
                    Duration.ofMinutes(2));
            assertThat(stage.count("select count(*) from event")).isEqualTo(EVENTS);
            assertThat(application.process()).isEqualTo(process);
            assertThat(application.logText().lines().count() - linesBefore).isLessThan(LOG_LINES);
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                assertThat(Threads.of(process)).isLessThanOrEqualTo(threads + 10);
                assertThat(Threads.inside(process, "routes.intake")).isEmpty();
            });
        }
    }
}
