package routes.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

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
        ledger.slots.queue("daily", List.of(MONDAY, TUESDAY, WEDNESDAY), false);

        // When
        ledger.slots.cancelBefore("daily", WEDNESDAY);

        // Then
        assertThat(ledger.database.query("select state from run order by slot", row -> row.getString(1)))
                .containsExactly("cancelled", "cancelled", "queued");
    }

    private List<String> causes() {
        return ledger.database.query("select cause from run order by cause", row -> row.getString(1));
    }
}
