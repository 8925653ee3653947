package routes.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import routes.ledger.Database.SqlArray;

/**
 * Removes what is old, in small batches, so that no lock is held for long. What still waits for a person goes last.
 *
 * <p>Of an object in a bucket that is listed, the newest event is kept without its body: a listing would take an object that
 * the ledger has forgotten for a new one. It goes when listings no longer find the object.
 */
@ApplicationScoped
public class Retention {

    /** Begins the names of the watermarks that say which buckets are listed; bucket, slash and prefix follow. */
    public static final String LISTED = "listed:";

    private static final int BATCH = 500;

    /** Replicas ask about once an hour, each at its own minute. */
    private static final Duration AT_MOST_EVERY = Duration.ofMinutes(50);

    /** How long listings have to miss an object until it is gone. One alone may be of a wrong store, or of one without a disk. */
    private static final Duration MISSED = Duration.ofDays(7);

    /** Finds the keys of a range by their index, and looks at nothing outside of it. */
    static final String MISS = """
        with missing as (
            select e.id, e.missing_since from event e
            where e.bucket = ?
              and left(e.key, 512) ~>=~ left(?, 512) and left(e.key, 512) ~<=~ left(?, 512)
              and e.key > ? collate "C" and e.key <= ? collate "C"
              and e.received_at + ? < now()
              and (e.missing_since is null or e.missing_since + ? < now())
              and e.key not in (select unnest(?))
              and not exists (select from run where run.event_id = e.id)
            limit ?
        ), missed as (
            update event set missing_since = now() from missing
            where event.id = missing.id and missing.missing_since is null
        ), gone as (
            delete from event using missing
            where event.id = missing.id and missing.missing_since is not null
            returning event.id
        ), undecided as (
            delete from outcome using gone where outcome.event_id = gone.id
        )
        select count(*) from missing
        """;

    private static final String FIND = """
        update event set missing_since = null
        where missing_since is not null and bucket = ? and key = any(?)
        """;

    private final Database database;
    private final LedgerConfig config;
    private final int mostKept;

    @Inject
    Retention(Database database, LedgerConfig config) {
        this(database, config, 50_000);
    }

    /** @param mostKept events that one sweep looks at in vain, before the next one goes on from there */
    Retention(Database database, LedgerConfig config, int mostKept) {
        this.database = database;
        this.config = config;
        this.mostKept = mostKept;
    }

    /**
     * Removes what is old enough by now, unless a replica has done so within the hour. Events that are kept are looked at some
     * at a time, so that a sweep costs what it removes and little more, however many objects there are.
     *
     * @return how many rows were removed, steps and outcomes not counted
     */
    public int sweep() {
        return turn().map(this::sweep).orElse(0);
    }

    /** After which event to go on, if it is time. */
    private Optional<Long> turn() {
        return database.first("""
                insert into watermark as w (name, value) values ('retention', '0')
                on conflict (name) do update set updated_at = now() where w.updated_at < now() - ?
                returning value
                """, row -> Long.valueOf(row.getString(1)), AT_MOST_EVERY);
    }

    private int sweep(long from) {
        return removeRuns("state in ('succeeded', 'cancelled')", config.retention())
                + removeRuns("state = 'parked'", config.unresolvedRetention())
                + removeOld("message", "state in ('sent', 'merged')", "created_at", config.retention())
                + removeOld("message", "state = 'dead'", "created_at", config.unresolvedRetention())
                + removeOld("quarantine", "true", "received_at", config.unresolvedRetention())
                // A system that has not answered for so long is gone.
                + removeOld("leftover", "true", "since", config.unresolvedRetention())
                + removeOld("audit", "true", "at", config.unresolvedRetention())
                + removeListings()
                + sweepEvents(from);
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

    /** A bucket that was not listed for long counts as never listed, because its events are about to be forgotten. */
    private int removeListings() {
        return database.update(
                "delete from watermark where starts_with(name, ?) and updated_at < now() - ?",
                LISTED,
                config.unresolvedRetention());
    }

    private int sweepEvents(long from) {
        var removed = 0;
        var kept = 0;
        var next = from;
        while (kept < mostKept) {
            var batch = sweepBatch(next);
            removed += batch.removed();
            kept += batch.old() - batch.removed();
            if (batch.old() == 0 || batch.seen() < BATCH) {
                next = 0;
                break;
            }
            next = batch.last();
        }
        database.update("update watermark set value = ? where name = 'retention'", String.valueOf(next));
        return removed;
    }

    private record Batch(int seen, long last, int old, int removed) {}

    private Batch sweepBatch(long from) {
        return database.first(
                        """
                        with seen as (
                            select id, object, bucket, key, created, duplicate_of, sequencer, received_at from event
                            where id > ?
                            order by id
                            limit ?
                        ), old as (
                            select * from seen where received_at < now() - ?
                        ), forgotten as (
                            delete from event e
                            using old
                            where e.id = old.id
                              and not exists (select from run where run.event_id = old.id)
                              and (not old.created or old.duplicate_of is not null
                                   or not exists (select from watermark listed
                                                  where starts_with(listed.name, ?) and listed.updated_at > now() - ?
                                                    and starts_with(? || old.bucket || '/' || old.key, listed.name))
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
                        select (select count(*) from seen), coalesce((select max(id) from seen), 0),
                               (select count(*) from old), (select count(*) from forgotten)
                        """,
                        row -> new Batch(row.getInt(1), row.getLong(2), row.getInt(3), row.getInt(4)),
                        from,
                        BATCH,
                        config.retention(),
                        LISTED,
                        config.unresolvedRetention(),
                        LISTED)
                .orElseThrow();
    }

    /**
     * Forgets old events of objects that are no longer there: those of a range of keys in which listings have not found them for
     * some days. Events whose runs are kept stay as long as these.
     *
     * @param prefix the beginning of the listed keys
     * @param after the range begins after this key; null for the first key with the prefix
     * @param last the range ends with this key; null for the last key with the prefix
     * @param present the keys that were found in the range
     */
    public void forget(String bucket, String prefix, String after, String last, List<String> present) {
        var found = SqlArray.of("text", present);
        database.update(FIND, bucket, found);
        // No key goes on with the last of all characters.
        var end = last == null ? prefix + Character.toString(Character.MAX_CODE_POINT) : last;
        var begin = after == null ? prefix : after;
        int seen;
        do {
            seen = database.first(
                            MISS,
                            row -> row.getInt(1),
                            bucket,
                            begin,
                            end,
                            begin,
                            end,
                            config.retention(),
                            MISSED,
                            found,
                            BATCH)
                    .orElseThrow();
        } while (seen == BATCH);
    }
}
