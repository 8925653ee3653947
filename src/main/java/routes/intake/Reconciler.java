package routes.intake;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import routes.ledger.ObjectEvent;

/**
 * Compares a bucket with the ledger and makes events of the objects whose event was late, lost, or never sent. Objects stay
 * as they are. An interrupted search goes on after its last finished page. Two replicas that search the same bucket at once
 * do double work but no harm, as long as acceptance tells versions apart.
 */
public final class Reconciler {

    private final BucketLister lister;
    private final KnownVersions known;
    private final ListedEvents listed;
    private final Watermarks watermarks;

    public Reconciler(BucketLister lister, KnownVersions known, ListedEvents listed, Watermarks watermarks) {
        this.lister = lister;
        this.known = known;
        this.listed = listed;
        this.watermarks = watermarks;
    }

    /**
     * Searches a bucket once.
     *
     * @param prefix the beginning of the keys, empty for all
     * @param settled objects written after this instant are left to the push
     * @throws software.amazon.awssdk.core.exception.SdkException if the store does not answer, or refuses
     */
    public Coverage reconcile(String bucket, String prefix, Instant settled) {
        var watermark = "listing:" + bucket + "/" + prefix;
        var startAfter = watermarks.read(watermark);
        var coverage = new AtomicReference<>(new Coverage(bucket, prefix, 0, 0, 0, 0, startAfter.isEmpty()));
        lister.list(bucket, prefix, startAfter, page -> {
            coverage.set(heal(page, settled, coverage.get()));
            watermarks.write(watermark, page.lastKey());
        });
        watermarks.remove(watermark);
        return coverage.get();
    }

    private Coverage heal(Page page, Instant settled, Coverage coverage) {
        var expected = page.events().stream()
                .filter(event -> isSettled(event, settled))
                .toList();
        var missing = expected.isEmpty() ? expected : known.missing(expected);
        if (!missing.isEmpty()) {
            listed.accept(missing);
        }
        return coverage.plus(expected.size(), missing.size(), page.events().size() - expected.size());
    }

    private static boolean isSettled(ObjectEvent event, Instant settled) {
        return event.time() == null || !event.time().isAfter(settled);
    }
}
