package routes.api;

import java.time.Instant;
import java.util.List;

import routes.ledger.EventFilter;
import routes.shared.InvalidInputException;

/**
 * Which events are replayed, and how. Either ids are given, or a bucket.
 *
 * @param ids of events, 1000 at most
 * @param bucket all events of a bucket, narrowed by what follows
 * @param prefix how the key begins
 * @param since received then or later
 * @param until received before
 * @param route only for this route; without one, for every route whose rules match
 * @param rate runs that may start in a second, more than 0, 1000 at most
 * @param dryRun whether to say only what would happen; {@code false} if it is missing
 */
public record ReplayRequest(
        List<Long> ids,
        String bucket,
        String prefix,
        Instant since,
        Instant until,
        String route,
        Double rate,
        boolean dryRun) {

    private static final int MOST_IDS = 1000;
    private static final double DEFAULT_RATE = 10;
    private static final double HIGHEST_RATE = 1000;

    public ReplayRequest {
        rate = rate == null ? DEFAULT_RATE : rate;
        if (!(rate > 0 && rate <= HIGHEST_RATE)) {
            throw new InvalidInputException(
                    "'rate' is " + rate + "; it must be more than 0 and at most 1000 a second.");
        }
        var selects = bucket != null || prefix != null || since != null || until != null;
        if (ids == null ? bucket == null || bucket.isBlank() : selects) {
            throw new InvalidInputException(
                    "Give either 'ids', or 'bucket' with 'prefix', 'since' and 'until' as you need them.");
        }
        if (ids != null && (ids.isEmpty() || ids.size() > MOST_IDS || ids.contains(null))) {
            throw new InvalidInputException(
                    "'ids' has " + ids.size() + " entries; it must be 1 to 1000 ids of events.");
        }
    }

    EventFilter filter() {
        return new EventFilter(bucket, prefix, null, null, null, since, until);
    }
}
