package routes.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.Database.SqlArray;

/** Finds events with their outcomes, for people. */
@ApplicationScoped
public class EventQueries {

    private static final String COLUMNS = "e.id, e.source, e.name, e.bucket, e.key, e.version_id, e.e_tag, e.size,"
            + " e.event_time, e.received_at, e.seen, e.duplicate_of";

    /** Events by an outcome that may be rare: found by the outcomes, or every event would be looked at. */
    private static final String DECIDED = """
            select distinct o.event_id from outcome o
            where o.verdict = ? and (?::text is null or o.route = ?) and o.event_id < ?
            order by o.event_id desc
            """;

    private final Database database;

    EventQueries(Database database) {
        this.database = database;
    }

    private record EventOutcome(long eventId, OutcomeView outcome) {}

    /**
     * Events, the newest first.
     *
     * @param before only events with a smaller id
     * @param limit how many at most
     */
    public List<EventView> find(EventFilter filter, long before, int limit) {
        var where = where(filter, before);
        return withOutcomes(database.query(sql(filter, where), EventQueries::event, where.values(limit)));
    }

    /** How the events of a filter are found, newest first, with their number as the last value. */
    static String sql(EventFilter filter, Where where) {
        return filter.byOutcome()
                ? "select " + COLUMNS + " from (" + DECIDED + ") d join event e on e.id = d.event_id " + where.sql()
                        + " order by d.event_id desc limit ?"
                : "select " + COLUMNS + " from event e " + where.sql() + " order by e.id desc limit ?";
    }

    static Where where(EventFilter filter, long before) {
        if (!filter.byOutcome()) {
            return filter.whereDecided().and("e.id < ?", before);
        }
        return filter.where(new Where(filter.outcome().stored(), filter.route(), filter.route(), before));
    }

    /** The event of that id. */
    public Optional<EventView> byId(long id) {
        var found = database.query("select " + COLUMNS + " from event e where e.id = ?", EventQueries::event, id);
        return withOutcomes(found).stream().findFirst();
    }

    /** What was received as the event of that id. */
    public Optional<EventOrigin> origin(long id) {
        var duplicates = database.query("""
                select d.id from event d
                where d.object = (select e.object from event e where e.id = ?) and d.duplicate_of = ?
                order by d.id desc limit 100
                """, row -> row.getLong(1), id, id);
        return database.first(
                "select raw_key, sequencer, last_seen_at, body from event where id = ?",
                row -> new EventOrigin(
                        row.getString("raw_key"),
                        row.getString("sequencer"),
                        Database.instant(row, "last_seen_at"),
                        row.getString("body"),
                        duplicates),
                id);
    }

    private List<EventView> withOutcomes(List<EventView> events) {
        var outcomes = outcomes(events.stream().map(EventView::id).toList());
        return events.stream()
                .map(event -> event.with(outcomes.getOrDefault(event.id(), List.of())))
                .toList();
    }

    private Map<Long, List<OutcomeView>> outcomes(Collection<Long> eventIds) {
        return database.query("""
                        select o.event_id, o.route, o.verdict, o.reason, o.run_id, o.decided_at, r.state
                        from outcome o
                        left join run r on r.id = o.run_id
                        where o.event_id = any(?)
                        order by o.event_id, o.route
                        """, EventQueries::outcome, SqlArray.of("bigint", eventIds)).stream()
                .collect(Collectors.groupingBy(
                        EventOutcome::eventId, Collectors.mapping(EventOutcome::outcome, Collectors.toList())));
    }

    private static EventOutcome outcome(ResultSet row) throws SQLException {
        return new EventOutcome(
                row.getLong("event_id"),
                new OutcomeView(
                        row.getString("route"),
                        row.getString("verdict"),
                        row.getString("reason"),
                        row.getObject("run_id", Long.class),
                        row.getString("state"),
                        Database.instant(row, "decided_at")));
    }

    private static EventView event(ResultSet row) throws SQLException {
        return new EventView(
                row.getLong("id"),
                row.getString("source"),
                row.getString("name"),
                row.getString("bucket"),
                row.getString("key"),
                row.getString("version_id"),
                row.getString("e_tag"),
                row.getObject("size", Long.class),
                Database.instant(row, "event_time"),
                Database.instant(row, "received_at"),
                row.getInt("seen"),
                row.getObject("duplicate_of", Long.class),
                List.of());
    }
}
