package routes.intake;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

import routes.ledger.ObjectEvent;

/**
 * Compares a bucket with the ledger and makes events of the objects whose event was late, lost, or never sent. Objects stay
 * as they are. An interrupted search goes on after its last finished page. Two replicas that search the same bucket at once
 * do double work but no harm, as long as acceptance tells versions apart.
 *
 * <p>The first search of all keys also finds what was there before anybody watched the bucket. That may be years of objects,
 * which must not stand in the way of those that come now, so they are told apart.
 */
public final class Reconciler {

    /** In place of the time until which objects count as there before, once all keys were searched. */
    private static final String ALL_SEARCHED = "all";

    private final BucketLister lister;
    private final KnownVersions known;
    private final ListedEvents missed;
    private final Watermarks watermarks;

    /** @param missed takes the objects that were written while the bucket was watched */
    public Reconciler(BucketLister lister, KnownVersions known, ListedEvents missed, Watermarks watermarks) {
        this.lister = lister;
        this.known = known;
        this.missed = missed;
        this.watermarks = watermarks;
    }

    /**
     * Searches a bucket once.
     *
     * @param prefix the beginning of the keys, empty for all
     * @param settled objects written after this instant are left to the push
     * @param existing takes the objects that were there before the first search
     * @throws software.amazon.awssdk.core.exception.SdkException if the store does not answer, or refuses
     */
    public Coverage reconcile(String bucket, String prefix, Instant settled, ListedEvents existing) {
        var place = "listing:" + bucket + "/" + prefix;
        var startAfter = watermarks.read(place);
        var wasThere = existedBefore("listed:" + bucket + "/" + prefix, settled);
        var coverage = new AtomicReference<>(new Coverage(bucket, prefix, 0, 0, 0, 0, startAfter.isEmpty()));
        lister.list(bucket, prefix, startAfter, page -> {
            coverage.set(heal(page, settled, wasThere, existing, coverage.get()));
            watermarks.write(place, page.lastKey());
        });
        watermarks.write("listed:" + bucket + "/" + prefix, ALL_SEARCHED);
        watermarks.remove(place);
        return coverage.get();
    }

    /** Notes that the bucket is searched, and whether an object that the ledger lacks was there before the first search. */
    private Predicate<ObjectEvent> existedBefore(String mark, Instant settled) {
        var until = watermarks.read(mark).orElse(settled.toString());
        watermarks.write(mark, until);
        if (until.equals(ALL_SEARCHED)) {
            return event -> false;
        }
        var first = Instant.parse(until);
        return event -> isSettled(event, first);
    }

    private Coverage heal(
            Page page, Instant settled, Predicate<ObjectEvent> wasThere, ListedEvents existing, Coverage coverage) {
        var expected = page.events().stream()
                .filter(event -> isSettled(event, settled))
                .toList();
        var missing = expected.isEmpty() ? expected : known.missing(expected);
        accept(missing.stream().filter(wasThere).toList(), existing);
        accept(missing.stream().filter(wasThere.negate()).toList(), missed);
        return coverage.plus(expected.size(), missing.size(), page.events().size() - expected.size());
    }

    private static void accept(List<ObjectEvent> events, ListedEvents by) {
        if (!events.isEmpty()) {
            by.accept(events);
        }
    }

    private static boolean isSettled(ObjectEvent event, Instant settled) {
        return event.time() == null || !event.time().isAfter(settled);
    }
}
