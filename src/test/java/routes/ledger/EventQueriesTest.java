package routes.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EventQueriesTest {

    private static final Pattern ROWS = Pattern.compile("actual rows=([0-9]+)|Rows Removed by [A-Za-z ]+: ([0-9]+)");

    private static TestLedger ledger;

    /** Twenty thousand events that started a run, and among the oldest of them three duplicates. */
    @BeforeAll
    static void createLedger() {
        ledger = TestLedger.create();
        ledger.database.update("""
                insert into event (identity, object, source, name, created, bucket, key, raw_key)
                select gen_random_uuid(), gen_random_uuid(), 'webhook', 'ObjectCreated:Put', true, 'raw', 'k' || n, 'k' || n
                from generate_series(1, 20000) n
                """);
        ledger.database.update("""
                insert into outcome (event_id, route, verdict, reason)
                select id, route, case when id <= 3 then 'duplicate' else 'started' end, 'passes'
                from event, unnest(array['one', 'two']) route
                """);
        ledger.database.update("analyze event, outcome");
    }

    @Test
    void finds_a_rare_outcome_without_looking_at_every_event() {
        // Given
        var rare = new EventFilter(null, null, null, OutcomeKind.DUPLICATE, null, null, null);

        // When
        var found = new EventQueries(ledger.database).find(rare, Long.MAX_VALUE, 50);

        // Then
        assertThat(found).extracting(EventView::id).containsExactly(3L, 2L, 1L);
        assertThat(rowsLookedAt(rare)).isLessThan(1_000);
    }

    @Test
    void finds_a_rare_outcome_within_times_and_below_a_prefix_without_looking_at_every_event() {
        // Given
        var now = Instant.now();
        var rare = new EventFilter(
                "raw", "k", null, OutcomeKind.DUPLICATE, null, now.minusSeconds(3_600), now.plusSeconds(3_600));

        // When
        var found = new EventQueries(ledger.database).find(rare, Long.MAX_VALUE, 50);

        // Then
        assertThat(found).extracting(EventView::id).containsExactly(3L, 2L, 1L);
        assertThat(rowsLookedAt(rare)).isLessThan(1_000);
    }

    @Test
    void finds_the_latest_of_a_common_outcome_without_looking_at_all_of_them() {
        // Given
        var common = new EventFilter("raw", null, null, OutcomeKind.STARTED, "two", null, null);

        // When
        var found = new EventQueries(ledger.database).find(common, 19_000, 2);

        // Then
        assertThat(found).extracting(EventView::id).containsExactly(18_999L, 18_998L);
        assertThat(rowsLookedAt(common)).isLessThan(5_000);
    }

    private static long rowsLookedAt(EventFilter filter) {
        var where = EventQueries.where(filter, Long.MAX_VALUE);
        List<String> plan = ledger.database.query(
                "explain (analyze, timing off) " + EventQueries.sql(filter, where),
                row -> row.getString(1),
                where.values(50));
        return plan.stream()
                .flatMap(line -> ROWS.matcher(line).results())
                .mapToLong(rows -> Long.parseLong(rows.group(1) == null ? rows.group(2) : rows.group(1)))
                .sum();
    }
}
