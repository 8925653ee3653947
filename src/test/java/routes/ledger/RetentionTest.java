package routes.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import routes.ledger.EventLedger.Decided;

class RetentionTest {

    private static final Duration HALF_A_YEAR = Duration.ofDays(180);
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private TestLedger ledger;

    @BeforeEach
    void createLedger() {
        ledger = TestLedger.create();
        new Watermarks(ledger.database).set(Retention.LISTED + "bucket/", "all");
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
    void keeps_no_version_in_a_bucket_that_is_not_listed() {
        // Given
        ledger.database.update("update watermark set name = 'listed:bucket/b', updated_at = now() - ?", HALF_A_YEAR);
        accept("a", "ObjectCreated:Put", "01");
        accept("b", "ObjectCreated:Put", "01");
        endAllRuns("succeeded");
        makeOld(100);

        // When
        sweep();

        // Then
        assertThat(keys()).containsExactly("b");
    }

    @Test
    void forgets_old_objects_that_a_listing_no_longer_finds() {
        // Given
        List.of("a", "b", "c", "d", "f").forEach(key -> accept(key, "ObjectCreated:Put", "01"));
        endAllRuns("succeeded");
        makeOld(100);
        sweep();
        accept("e", "ObjectCreated:Put", "01");

        // When
        miss("", "a", "e", List.of("c"));

        // Then
        assertThat(keys()).containsExactly("a", "c", "e", "f");
        assertThat(ledger.count("outcome")).isEqualTo(4);
    }

    @Test
    void forgets_nothing_that_one_listing_alone_does_not_find() {
        // Given
        List.of("a", "b").forEach(key -> accept(key, "ObjectCreated:Put", "01"));
        endAllRuns("succeeded");
        makeOld(100);
        sweep();

        // When
        retention(100).forget("bucket", "", null, null, List.of());
        daysPass(6);
        retention(100).forget("bucket", "", null, null, List.of("a"));
        daysPass(2);
        retention(100).forget("bucket", "", null, null, List.of());

        // Then
        assertThat(keys()).containsExactly("a");
        assertThat(ledger.count("event where missing_since > now() - interval '1 minute'"))
                .isEqualTo(1);
    }

    @Test
    void forgets_beyond_the_last_key_that_a_listing_finds_and_not_beyond_its_prefix() {
        // Given
        List.of("in/a", "in/b", "in/z", "on").forEach(key -> accept(key, "ObjectCreated:Put", "01"));
        endAllRuns("succeeded");
        makeOld(100);
        sweep();

        // When
        miss("in/", null, "in/a", List.of("in/a"));
        miss("in/", "in/a", null, List.of());

        // Then
        assertThat(keys()).containsExactly("in/a", "on");
    }

    @Test
    void looks_at_no_more_than_the_keys_of_a_page() {
        // Given
        insertOld("case when n < 10 then 'gone/' else 'k' end || n", 20_000);
        ledger.database.update("analyze event");
        var age = ledger.config.retention();
        var present = Database.SqlArray.of("text", List.of("k1"));

        // When
        var plan = String.join(
                "\n",
                ledger.database.query(
                        "explain (analyze, timing off) " + Retention.MISS,
                        row -> row.getString(1),
                        "bucket",
                        "gone/",
                        "gone/9",
                        "gone/",
                        "gone/9",
                        age,
                        Duration.ofDays(7),
                        present,
                        500));

        // Then
        assertThat(plan).contains("event_by_key").doesNotContainPattern("rows=[0-9]{3,} loops");
        assertThat(ledger.count("event where missing_since is not null")).isEqualTo(9);
    }

    @Test
    void keeps_an_object_that_is_gone_as_long_as_its_runs() {
        // Given
        accept("a", "ObjectCreated:Put", "01");
        endAllRuns("parked");
        makeOld(100);
        sweep();

        // When
        miss("", null, null, List.of());

        // Then
        assertThat(keys()).containsExactly("a");
    }

    @Test
    void is_done_once_an_hour_whichever_replica_asks() {
        // Given
        sweep();
        accept("a", "ObjectRemoved:Delete", "01");
        endAllRuns("succeeded");
        makeOld(100);

        // When
        var again = retention(100).sweep();

        // Then
        assertThat(again).isZero();
        assertThat(keys()).containsExactly("a");
    }

    @Test
    void goes_on_where_it_has_looked_at_enough_that_is_kept() {
        // Given
        ledger.database.update("update watermark set name = 'listed:bucket/k'");
        insertOld("case when n < 1600 then 'k' else 'gone' end || n", 1_700);

        // When
        var removed = new int[] {sweepAfterAnHour(), sweepAfterAnHour(), sweepAfterAnHour()};

        // Then
        assertThat(removed).containsExactly(0, 101, 0);
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
        retention(50_000).sweep();
    }

    private void insertOld(String key, int number) {
        ledger.database.update("""
                insert into event (identity, object, source, name, created, bucket, key, raw_key, received_at)
                select gen_random_uuid(), gen_random_uuid(), 'webhook', 'ObjectCreated:Put', true, 'bucket', key, key,
                       now() - interval '100 days'
                from (select %s as key from generate_series(1, ?) n) keys
                """.formatted(key), number);
    }

    private int sweepAfterAnHour() {
        ledger.database.update("update watermark set updated_at = now() - ? where name = 'retention'", AN_HOUR);
        return retention(1_000).sweep();
    }

    /** What listings of many days in a row do not find. */
    private void miss(String prefix, String after, String last, List<String> present) {
        retention(100).forget("bucket", prefix, after, last, present);
        daysPass(8);
        retention(100).forget("bucket", prefix, after, last, present);
    }

    private void daysPass(int days) {
        ledger.database.update("update event set missing_since = missing_since - ?", Duration.ofDays(days));
    }

    private Retention retention(int mostKept) {
        return new Retention(ledger.database, ledger.config, mostKept);
    }

    private List<String> keys() {
        return ledger.database.query("select key from event order by key", row -> row.getString(1));
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
        var age = Duration.ofDays(days);
        ledger.database.update("update event set received_at = received_at - ?", age);
        ledger.database.update("update run set finished_at = finished_at - ?", age);
        ledger.database.update("update quarantine set received_at = received_at - ?", age);
    }
}
