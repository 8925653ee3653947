package routes.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import routes.ledger.ObjectEvent;
import routes.ledger.Retention;

/**
 * Compares a bucket with the ledger and makes events of the objects whose event was late, lost, or never sent. Objects stay
 * as they are. An interrupted search goes on after its last finished page. Two replicas that search the same bucket at once
 * do double work but no harm, as long as acceptance tells versions apart.
 *
 * <p>The first search of all keys also finds what was there before anybody watched the bucket. That may be years of objects,
 * which must not stand in the way of those that come now, so they are told apart.
 *
 * <p>Once a day the search also lets the ledger forget objects that are gone.
 */
public final class Reconciler {

    /** In place of the time until which objects count as there before, once all keys were searched. */
    private static final String ALL_SEARCHED = "all";

    private static final Duration GONE_EVERY = Duration.ofDays(1);

    private final BucketLister lister;
    private final KnownVersions known;
    private final ListedEvents missed;
    private final GoneObjects gone;
    private final Watermarks watermarks;

    /** @param missed takes the objects that were written while the bucket was watched */
    public Reconciler(
            BucketLister lister, KnownVersions known, ListedEvents missed, GoneObjects gone, Watermarks watermarks) {
        this.lister = lister;
        this.known = known;
        this.missed = missed;
        this.gone = gone;
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
        var search = new Search(bucket, prefix, settled, existing);
        lister.list(bucket, prefix, search.startAfter, search::take);
        return search.finish();
    }

    /** One search of one bucket. */
    private final class Search {

        private final String bucket;
        private final String prefix;
        private final Instant settled;
        private final ListedEvents existing;
        private final String listing;
        private final String listed;
        private final String looked;
        private final Optional<String> startAfter;
        private final Predicate<ObjectEvent> wasThere;
        private final boolean looksForGone;
        private Coverage coverage;
        private String lastKey;

        Search(String bucket, String prefix, Instant settled, ListedEvents existing) {
            this.bucket = bucket;
            this.prefix = prefix;
            this.settled = settled;
            this.existing = existing;
            var keys = bucket + "/" + prefix;
            this.listing = "listing:" + keys;
            this.listed = Retention.LISTED + keys;
            this.looked = "gone:" + keys;
            this.startAfter = watermarks.read(listing);
            this.lastKey = startAfter.orElse(null);
            this.wasThere = wasThere();
            this.looksForGone = watermarks
                    .read(looked)
                    .map(time -> !Instant.parse(time).plus(GONE_EVERY).isAfter(settled))
                    .orElse(true);
            this.coverage = new Coverage(bucket, prefix, 0, 0, 0, 0, startAfter.isEmpty());
        }

        /** Notes that the bucket is searched, and tells what was there before that was noted first. */
        private Predicate<ObjectEvent> wasThere() {
            var until = watermarks.read(listed).orElse(settled.toString());
            watermarks.write(listed, until);
            if (until.equals(ALL_SEARCHED)) {
                return event -> false;
            }
            var first = Instant.parse(until);
            return event -> isSettled(event, first);
        }

        void take(Page page) {
            heal(page);
            if (looksForGone) {
                forgetGone(page);
            }
            lastKey = page.lastKey();
            watermarks.write(listing, lastKey);
        }

        private void heal(Page page) {
            var expected = page.events().stream()
                    .filter(event -> isSettled(event, settled))
                    .toList();
            var missing = expected.isEmpty() ? expected : known.missing(expected);
            accept(missing.stream().filter(wasThere).toList(), existing);
            accept(missing.stream().filter(wasThere.negate()).toList(), missed);
            coverage =
                    coverage.plus(expected.size(), missing.size(), page.events().size() - expected.size());
        }

        private void forgetGone(Page page) {
            var keys = page.events().stream().map(ObjectEvent::key).toList();
            // What is between two keys is told by the order of the store, if it keeps one.
            if (keys.equals(keys.stream().sorted().toList())) {
                gone.forget(bucket, prefix, lastKey, page.lastKey(), keys);
            }
        }

        Coverage finish() {
            if (looksForGone) {
                gone.forget(bucket, prefix, lastKey, null, List.of());
            }
            if (looksForGone && startAfter.isEmpty()) {
                watermarks.write(looked, settled.toString());
            }
            watermarks.write(listed, ALL_SEARCHED);
            watermarks.remove(listing);
            return coverage;
        }
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
