package routes.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

class SlotsTest {

    private static final Instant MONDAY = Instant.parse("2026-11-16T06:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-17T06:00:00Z");
    private static final Instant WEDNESDAY = Instant.parse("2026-11-18T06:00:00Z");

    private final TestLedger ledger = TestLedger.create();

    @Test
    void backfills_only_slots_that_had_no_run() {
        // Given
        ledger.slots.queue("daily", List.of(TUESDAY), false);

        // When
        var queued = ledger.slots.backfill("daily", List.of(MONDAY, TUESDAY), false);

        // Then
        assertThat(queued).isEqualTo(1);
        assertThat(causes()).containsExactly("slot:2026-11-16T06:00:00Z", "slot:2026-11-17T06:00:00Z");
        assertThat(ledger.slots.withRun("daily", List.of(MONDAY, TUESDAY, WEDNESDAY)))
                .containsExactly(MONDAY, TUESDAY);
    }

    @Test
    void runs_a_slot_again_when_asked_to() {
        // Given
        ledger.slots.queue("daily", List.of(MONDAY), false);

        // When
        ledger.slots.backfill("daily", List.of(MONDAY), true);
        ledger.slots.backfill("daily", List.of(MONDAY), true);

        // Then
        assertThat(causes())
                .containsExactly(
                        "slot:2026-11-16T06:00:00Z",
                        "slot:2026-11-16T06:00:00Z/replay:1",
                        "slot:2026-11-16T06:00:00Z/replay:2");
    }

    @Test
    void cancels_the_runs_of_earlier_slots_that_have_not_ended() {
        // Given
        ledger.slots.queue("daily", List.of(MONDAY), false);

        // When
        var queued = ledger.slots.queueInstead("daily", List.of(TUESDAY, WEDNESDAY));

        // Then
        assertThat(queued).isEqualTo(2);
        assertThat(states()).containsExactly("cancelled", "cancelled", "queued");
    }

    @Test
    void queues_a_slot_only_when_the_runs_are_cancelled_that_it_is_to_replace() throws Exception {
        // Given
        ledger.slots.queue("daily", List.of(MONDAY), false);
        try (var other = ledger.connection();
                var lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("select * from run for update");

            // When
            var queueing = CompletableFuture.runAsync(() -> ledger.slots.queueInstead("daily", List.of(TUESDAY)));
            ledger.awaitBlocked();

            // Then
            assertThat(states()).containsExactly("queued");
            other.commit();
            queueing.join();
        }
        assertThat(states()).containsExactly("cancelled", "queued");
    }

    @Test
    void cancels_nothing_for_a_slot_that_another_replica_has_queued() {
        // Given
        ledger.slots.queueInstead("daily", List.of(WEDNESDAY));
        ledger.slots.backfill("daily", List.of(MONDAY), false);

        // When
        ledger.slots.queueInstead("daily", List.of(WEDNESDAY));

        // Then
        assertThat(states()).containsExactly("queued", "queued");
    }

    @Test
    void a_backfill_keeps_no_slot_from_its_run_and_is_not_cancelled_by_one() {
        // Given
        ledger.slots.backfill("daily", List.of(MONDAY), false);

        // When
        var queued = ledger.slots.queue("daily", List.of(TUESDAY), true);
        ledger.slots.queueInstead("daily", List.of(WEDNESDAY));

        // Then
        assertThat(queued).isEqualTo(1);
        assertThat(states()).containsExactly("queued", "cancelled", "queued");
    }

    @Test
    void one_slot_waits_for_the_one_before_also_while_that_is_to_be_tried_again() {
        // Given
        var replica = ledger.replica().id();
        var oneAtATime = new RunLedger.Claim("daily", 10, 1, 0, false, "");
        ledger.slots.queue("daily", List.of(MONDAY), false);
        ledger.slots.queue("daily", List.of(TUESDAY), false);
        var monday = ledger.runs.claim(replica, oneAtATime).get(0);

        // When
        ledger.runs.end(
                RunEnd.retried(monday.id(), monday.owner(), Instant.now().plusSeconds(60), "why"));

        // Then
        assertThat(ledger.runs.claim(replica, oneAtATime)).isEmpty();
    }

    private List<String> states() {
        return ledger.database.query("select state from run order by slot", row -> row.getString(1));
    }

    private List<String> causes() {
        return ledger.database.query("select cause from run order by cause", row -> row.getString(1));
    }
}
