package routes.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.Database.SqlArray;

/** Selects events that are to be dispatched once more, and queues their new runs. */
@ApplicationScoped
public class ReplayLedger {

    private static final String COLUMNS = "select e.id, e.source, e.name, e.bucket, e.key, e.raw_key, e.version_id,"
            + " e.e_tag, e.sequencer, e.size, e.event_time, e.body, e.duplicate_of from event e ";

    private final Database database;

    ReplayLedger(Database database) {
        this.database = database;
    }

    /** An event to be replayed, and the event it is a duplicate of, or null. */
    public record Candidate(long id, ObjectEvent event, Long duplicateOf) {}

    /**
     * A run to be queued.
     *
     * @param eventId its event
     * @param route id of its route
     * @param reason of the outcome, for people
     * @param due when it may start
     */
    public record Replayed(long eventId, String route, String reason, Instant due) {}

    /** The run of an event for a route. */
    public record EventRun(long eventId, String route, long runId, String state) {}

    /** The events of the given ids, the oldest first. */
    public List<Candidate> byIds(List<Long> ids) {
        return database.query(
                COLUMNS + "where e.id = any(?) order by e.id", ReplayLedger::candidate, SqlArray.of("bigint", ids));
    }

    /**
     * Some events of a selection, the oldest first.
     *
     * @param after only events with a greater id
     * @param limit how many at most
     */
    public List<Candidate> after(EventFilter filter, long after, int limit) {
        var where = filter.where().and("e.id > ?", after);
        return database.query(
                COLUMNS + where.sql() + " order by e.id limit ?", ReplayLedger::candidate, where.values(limit));
    }

    /** How many events a selection holds, counted no further than the given number. */
    public int count(EventFilter filter, int most) {
        var where = filter.where();
        return database.first(
                        "select count(*) from (select from event e " + where.sql() + " limit ?) counted",
                        row -> row.getInt(1),
                        where.values(most))
                .orElse(0);
    }

    /** The runs of some events that have not ended; their events are not replayed for the same route. */
    public List<EventRun> open(List<Long> eventIds) {
        return database.query("""
                select r.event_id, r.route, r.id, r.state from run r
                where r.event_id = any(?) and r.state in ('queued', 'running', 'waiting')
                """, ReplayLedger::eventRun, SqlArray.of("bigint", eventIds));
    }

    /**
     * Queues new runs behind the live ones and lets the outcomes of their events speak of them. An event whose former run
     * for the route has not ended gets none.
     *
     * @return the runs that were queued
     */
    public List<EventRun> start(List<Replayed> batch) {
        return database.query(
                """
                with input as materialized (
                    select i.* from unnest(?, ?, ?, ?) as i (event_id, route, reason, due)
                ), started as (
                    insert into run as r (route, cause, event_id, subject, sequencer, priority, next_attempt_at)
                    select i.route,
                           'event:' || e.id || '/replay:' || (
                               select coalesce(max(split_part(former.cause, '/replay:', 2)::integer), 0) + 1
                               from run former
                               where former.event_id = e.id and former.route = i.route
                                 and former.cause like 'event:%/replay:%'),
                           e.id, e.object, e.sequencer, 10, i.due
                    from input i
                    join event e on e.id = i.event_id
                    where not exists (
                        select from run open
                        where open.event_id = e.id and open.route = i.route
                          and open.state in ('queued', 'running', 'waiting'))
                    order by i.due, e.id
                    on conflict (route, cause) do nothing
                    returning r.id, r.event_id, r.route, r.state
                ), decided as (
                    insert into outcome as o (event_id, route, verdict, reason, run_id)
                    select s.event_id, s.route, 'started', i.reason, s.id
                    from started s
                    join input i on i.event_id = s.event_id and i.route = s.route
                    on conflict (event_id, route) do update
                        set verdict = excluded.verdict, reason = excluded.reason, run_id = excluded.run_id,
                            duplicate_of = null, decided_at = now()
                )
                select id, event_id, route, state from started order by id
                """,
                ReplayLedger::eventRun,
                column("bigint", batch, Replayed::eventId),
                column("text", batch, Replayed::route),
                column("text", batch, Replayed::reason),
                column("timestamptz", batch, Replayed::due));
    }

    private static SqlArray column(String type, List<Replayed> rows, Function<Replayed, ?> value) {
        return SqlArray.of(type, rows.stream().map(value).toList());
    }

    private static EventRun eventRun(ResultSet row) throws SQLException {
        return new EventRun(row.getLong("event_id"), row.getString("route"), row.getLong("id"), row.getString("state"));
    }

    private static Candidate candidate(ResultSet row) throws SQLException {
        var event = new ObjectEvent(
                Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
                row.getString("name"),
                row.getString("bucket"),
                row.getString("key"),
                row.getString("raw_key"),
                row.getString("version_id"),
                row.getString("e_tag"),
                row.getString("sequencer"),
                row.getObject("size", Long.class),
                Database.instant(row, "event_time"),
                row.getString("body"));
        return new Candidate(row.getLong("id"), event, row.getObject("duplicate_of", Long.class));
    }
}
