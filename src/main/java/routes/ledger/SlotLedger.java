package routes.ledger;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.Database.SqlArray;

/** The slots of schedules, each a run. */
@ApplicationScoped
public class SlotLedger {

    private final Database database;
    private final RunLedger runs;

    SlotLedger(Database database, RunLedger runs) {
        this.database = database;
        this.runs = runs;
    }

    /**
     * Queues the runs of a schedule's slots; those that another replica has queued already stay as they are.
     *
     * @param skipOverlap whether nothing is queued while an earlier run of the route has not ended, other than a backfilled one
     * @return how many were new
     */
    public int queue(String route, List<Instant> slots, boolean skipOverlap) {
        return database.update("""
            insert into run (route, cause, slot)
            select ?, 'slot:' || to_char(slot at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), slot
            from unnest(?) as slot
            where not (? and exists (select from run
                                     where route = ? and state in ('queued', 'running', 'waiting') and priority = 0))
            on conflict (route, cause) do nothing
            """, route, SqlArray.of("timestamptz", slots), skipOverlap, route);
    }

    /**
     * Queues runs of past slots behind the live ones.
     *
     * @param again whether slots that had a run get another one
     * @return how many were queued
     */
    public int backfill(String route, List<Instant> slots, boolean again) {
        return database.update("""
            insert into run (route, cause, slot, priority)
            select ?, cause || case when had = 0 then '' else '/replay:' || had end, slot, 10
            from (select slot, cause, (select count(*) from run r
                                       where r.route = ? and (r.cause = s.cause or r.cause like s.cause || '/%')) as had
                  from (select slot, 'slot:' || to_char(slot at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as cause
                        from unnest(?) as slot) s) counted
            where had = 0 or ?
            on conflict (route, cause) do nothing
            """, route, route, SqlArray.of("timestamptz", slots), again);
    }

    /** Of these slots those that have a run already. */
    public List<Instant> withRun(String route, List<Instant> slots) {
        return database.query(
                "select distinct slot from run where route = ? and slot = any(?) order by slot",
                row -> Database.instant(row, "slot"),
                route,
                SqlArray.of("timestamptz", slots));
    }

    /**
     * Queues the runs of a schedule's slots in place of the runs of earlier ones, which are cancelled unless they are backfilled.
     * The last slot is queued last: once it has its run, nothing is left to be done, wherever a replica was cut off.
     *
     * @param slots at least one, oldest first
     * @return how many were new
     */
    public int queueInstead(String route, List<Instant> slots) {
        var last = slots.get(slots.size() - 1);
        var queued = queue(route, slots.subList(0, slots.size() - 1), false);
        cancelBefore(route, last);
        return queued + queue(route, List.of(last), false);
    }

    private void cancelBefore(String route, Instant slot) {
        database.query("""
            select id from run
            where route = ? and slot < ? and state in ('queued', 'running', 'waiting') and priority = 0
              and not cancel_requested
              and not exists (select from run started where started.route = run.route and started.slot = ?)
            """, row -> row.getLong(1), route, slot, slot).forEach(runs::cancel);
    }
}
