package routes.ledger;

import java.time.Instant;

import routes.shared.InvalidInputException;

/**
 * Which events are asked for; what is null does not matter.
 *
 * @param bucket the bucket
 * @param prefix how the key begins; only together with a bucket
 * @param key the whole key; only together with a bucket
 * @param outcome how the event ended for the route, or for any route
 * @param route the route that has an outcome of the event
 * @param since received then or later
 * @param until received before
 */
public record EventFilter(
        String bucket, String prefix, String key, OutcomeKind outcome, String route, Instant since, Instant until) {

    public EventFilter {
        if (bucket == null && (prefix != null || key != null)) {
            throw new InvalidInputException(
                    "'" + (key == null ? "prefix" : "key") + "' needs 'bucket': name the bucket too");
        }
    }

    Where where() {
        return where(new Where());
    }

    /** What bucket, key and times demand, added to other conditions. */
    Where where(Where where) {
        if (key == null) {
            where.andIf(bucket, "e.bucket = ?");
        } else {
            where.and("e.object = ? and e.bucket = ? and e.key = ?", ObjectEvent.object(bucket, key), bucket, key);
        }
        if (prefix != null && !prefix.isEmpty()) {
            // The index holds the first 512 characters of a key.
            var indexed = prefix.substring(
                    0, prefix.offsetByCodePoints(0, Math.min(512, prefix.codePointCount(0, prefix.length()))));
            where.and("left(e.key, 512) like ?", Where.startingWith(indexed));
            where.and("starts_with(e.key, ?)", prefix);
        }
        return where.andIf(since, "e.received_at >= ?").andIf(until, "e.received_at < ?");
    }

    /** Whether the outcome is what narrows the events most. Duplicates are few, whatever else is asked of them. */
    boolean byOutcome() {
        return outcome != null
                && key == null
                && (outcome == OutcomeKind.DUPLICATE || prefix == null && since == null && until == null);
    }

    /** The same, and what the event's outcomes must be. */
    Where whereDecided() {
        var where = where();
        if (outcome == null && route == null) {
            return where;
        }
        if (outcome == null) {
            return where.and("exists (select from outcome o where o.event_id = e.id and o.route = ?)", route);
        }
        if (route == null) {
            return where.and(
                    "exists (select from outcome o where o.event_id = e.id and o.verdict = ?)", outcome.stored());
        }
        return where.and(
                "exists (select from outcome o where o.event_id = e.id and o.route = ? and o.verdict = ?)",
                route,
                outcome.stored());
    }
}
