package routes.ledger;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Removes what is old, in small batches, so that no lock is held for long. What still waits for a person goes last. The newest
 * event of an object is kept without its body: a listing would take an object that the ledger has forgotten for a new one.
 */
@ApplicationScoped
public class Retention {

    private static final int BATCH = 500;

    private final Database database;
    private final LedgerConfig config;

    Retention(Database database, LedgerConfig config) {
        this.database = database;
        this.config = config;
    }

    /** Removes all that is old enough by now, and returns how many rows that were, steps and outcomes not counted. */
    public int sweep() {
        return removeRuns("state in ('succeeded', 'cancelled')", config.retention())
                + removeRuns("state = 'parked'", config.unresolvedRetention())
                + removeOld("message", "state in ('sent', 'merged')", "created_at", config.retention())
                + removeOld("message", "state = 'dead'", "created_at", config.unresolvedRetention())
                + removeOld("quarantine", "true", "received_at", config.unresolvedRetention())
                // A system that has not answered for so long is gone.
                + removeOld("leftover", "true", "since", config.unresolvedRetention())
                + removeOld("audit", "true", "at", config.unresolvedRetention())
                + sweepEvents();
    }

    private int removeRuns(String which, Duration age) {
        return removeOld("run", which, "finished_at", age);
    }

    private int removeOld(String table, String which, String time, Duration age) {
        var statement = "delete from " + table + " where id in (select id from " + table + " where " + which + " and "
                + time + " < now() - ? limit " + BATCH + ")";
        var all = 0;
        int removed;
        do {
            removed = database.update(statement, age);
            all += removed;
        } while (removed == BATCH);
        return all;
    }

    private int sweepEvents() {
        var removed = 0;
        var from = 0L;
        while (true) {
            var batch = sweepEvents(from);
            if (batch.last() == 0) {
                return removed;
            }
            removed += batch.removed();
            from = batch.last();
        }
    }

    private record Batch(long last, int removed) {}

    private Batch sweepEvents(long from) {
        return database.first("""
                        with old as (
                            select id, object, created, duplicate_of, sequencer from event
                            where id > ? and received_at < now() - ?
                            order by id
                            limit 500
                        ), forgotten as (
                            delete from event e
                            using old
                            where e.id = old.id
                              and not exists (select from run where run.event_id = old.id)
                              and (not old.created or old.duplicate_of is not null
                                   or exists (select from event newer
                                              where newer.object = old.object and newer.id > old.id
                                                and newer.duplicate_of is null
                                                and (newer.created or newer.name like 'ObjectRemoved:%'
                                                     or newer.name like 'LifecycleExpiration:%')
                                                and (newer.sequencer is null or old.sequencer is null
                                                     or newer.sequencer > old.sequencer collate "C")))
                            returning e.id
                        ), undecided as (
                            delete from outcome using forgotten where outcome.event_id = forgotten.id
                        ), slimmed as (
                            update event e set body = null
                            from old
                            where e.id = old.id and e.body is not null and e.id not in (select id from forgotten)
                              and not exists (select from run where run.event_id = old.id)
                        )
                        select coalesce((select max(id) from old), 0), (select count(*) from forgotten)
                        """, row -> new Batch(row.getLong(1), row.getInt(2)), from, config.retention())
                .orElseThrow();
    }
}
