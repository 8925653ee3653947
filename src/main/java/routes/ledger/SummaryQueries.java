package routes.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;

/** Counts what is in the ledger. */
@ApplicationScoped
public class SummaryQueries {

    /** Each part is answered by an index of its own. */
    private static final String RUNS = """
            select route, state, count(*) from run where state in ('queued', 'waiting') group by route, state
            union all
            select route, state, count(*) from run where state = 'running' group by route, state
            union all
            select route, state, count(*) from run where state = 'parked' group by route, state
            union all
            select route, state, count(*) from run
            where state in ('succeeded', 'cancelled') and finished_at >= ? group by route, state
            """;

    private static final String OUTCOMES = """
            select o.route, o.verdict, count(*) from event e join outcome o on o.event_id = e.id
            where e.received_at >= ? group by o.route, o.verdict
            """;

    private static final String EVENTS = """
            select 'events', source, count(*) from event
            where received_at >= ? and duplicate_of is null group by source
            """;

    private static final String OUTBOX = """
            select 'outbox', state, count(*) from message where state in ('queued', 'dead') group by state
            """;

    private final Database database;

    SummaryQueries(Database database) {
        this.database = database;
    }

    private record Count(String group, String name, long number) {}

    /** How things stand, with what happened since the given time. */
    public Summary since(Instant since) {
        var events = grouped(counts(EVENTS, since)).getOrDefault("events", Map.of());
        return new Summary(
                since,
                grouped(counts(RUNS, since)),
                grouped(counts(OUTCOMES, since)),
                events,
                events.getOrDefault(Source.LISTING.stored(), 0L),
                grouped(counts(OUTBOX)).getOrDefault("outbox", Map.of()),
                database.first("select count(*) from quarantine where reread_at is null", row -> row.getLong(1))
                        .orElse(0L));
    }

    private List<Count> counts(String sql, Object... values) {
        return database.query(sql, row -> new Count(row.getString(1), row.getString(2), row.getLong(3)), values);
    }

    private static Map<String, Map<String, Long>> grouped(List<Count> counts) {
        var groups = new TreeMap<String, Map<String, Long>>();
        for (var count : counts) {
            groups.computeIfAbsent(count.group(), group -> new TreeMap<>()).put(count.name(), count.number());
        }
        return groups;
    }
}
