package routes.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import routes.ledger.EventLedger.Decided;

class RetentionTest {

    private TestLedger ledger;

    @BeforeEach
    void createLedger() {
        ledger = TestLedger.create();
    }

    @Test
    void removes_ended_runs_and_then_the_events_of_versions_that_are_no_longer_the_newest() {
        // Given
        accept("a", "ObjectCreated:Put", "01");
        accept("a", "ObjectCreated:Put", "02");
        endAllRuns("succeeded");
        makeOld(100);

        // When
        sweep();

        // Then
        assertThat(ledger.count("run")).isZero();
        assertThat(ledger.database.query("select sequencer from event", row -> row.getString(1)))
                .containsExactly("02");
    }

    @Test
    void keeps_the_newest_version_of_an_object_so_that_a_listing_still_knows_it() {
        // Given
        accept("a", "ObjectCreated:Put", "01");
        endAllRuns("succeeded");
        makeOld(100);

        // When
        sweep();

        // Then
        var listed = new ObjectEvent(
                Source.LISTING, "ObjectCreated:Put", "bucket", "a", "a", null, "e01", null, 1L, Instant.EPOCH, null);
        assertThat(ledger.events.unknown(List.of(listed))).isEmpty();
        assertThat(ledger.count("event where body is null")).isEqualTo(1);
    }

    @Test
    void forgets_an_object_that_was_removed() {
        // Given
        accept("a", "ObjectCreated:Put", "01");
        accept("a", "ObjectRemoved:Delete", "02");
        endAllRuns("succeeded");
        makeOld(100);

        // When
        sweep();

        // Then
        assertThat(ledger.count("event")).isZero();
    }

    @Test
    void keeps_what_waits_for_a_person_longer() {
        // Given
        accept("a", "ObjectCreated:Put", "01");
        ledger.events.quarantine(Source.WEBHOOK, new byte[] {1}, "why");
        endAllRuns("parked");
        makeOld(100);

        // When
        sweep();

        // Then
        assertThat(ledger.count("run where state = 'parked'")).isEqualTo(1);
        assertThat(ledger.count("event where body is not null")).isEqualTo(1);
        assertThat(ledger.count("quarantine")).isEqualTo(1);
    }

    @Test
    void keeps_what_is_young() {
        // Given
        accept("a", "ObjectCreated:Put", "01");
        endAllRuns("succeeded");
        makeOld(10);

        // When
        sweep();

        // Then
        assertThat(ledger.count("run")).isEqualTo(1);
    }

    private void sweep() {
        new Retention(ledger.database, ledger.config).sweep();
    }

    private void accept(String key, String name, String sequencer) {
        var event = new ObjectEvent(
                Source.WEBHOOK, name, "bucket", key, key, null, "e" + sequencer, sequencer, 1L, Instant.EPOCH, "{}");
        ledger.events.accept(new Decided(event, List.of(Verdict.start("route", "passes"))));
    }

    private void endAllRuns(String state) {
        ledger.database.update("update run set state = ?, finished_at = now()", state);
    }

    private void makeOld(int days) {
        var age = java.time.Duration.ofDays(days);
        ledger.database.update("update event set received_at = received_at - ?", age);
        ledger.database.update("update run set finished_at = finished_at - ?", age);
        ledger.database.update("update quarantine set received_at = received_at - ?", age);
    }
}
