package routes.intake;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.quarkus.arc.Unremovable;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

import routes.ledger.EventLedger;
import routes.ledger.Retention;

/** The buckets that are watched: set up as configured, and compared with the ledger. */
@Unremovable
@Named("watchedBuckets")
@ApplicationScoped
public class WatchedBuckets {

    private static final Logger LOG = Logger.getLogger(WatchedBuckets.class);

    private final IntakeConfig config;
    private final BucketSetup setup;
    private final Intake intake;
    private final Reconciler reconciler;
    private final Clock clock;

    WatchedBuckets(
            IntakeConfig config,
            S3Client store,
            EventLedger ledger,
            Intake intake,
            Retention retention,
            Watermarks watermarks,
            Clock clock) {
        this.config = config;
        this.setup = new BucketSetup(store);
        this.intake = intake;
        this.reconciler =
                new Reconciler(new BucketLister(store), ledger::unknown, intake::take, retention::forget, watermarks);
        this.clock = clock;
    }

    /**
     * Compares each bucket with the ledger.
     *
     * @return what was found, by the name of the bucket's settings
     * @throws software.amazon.awssdk.core.exception.SdkException if the store does not answer; the search goes on from there
     */
    public Map<String, Coverage> reconcile() {
        var settled = clock.instant().minus(config.listing().settle());
        var coverage = new TreeMap<String, Coverage>();
        SdkException failure = null;
        for (var entry : config.buckets().entrySet()) {
            var watched = entry.getValue();
            try {
                if (watched.list()) {
                    coverage.put(
                            entry.getKey(),
                            reconciler.reconcile(
                                    watched.bucket(), watched.prefix().orElse(""), settled, existing(watched)));
                }
            } catch (SdkException e) {
                // One bucket that cannot be listed must not keep the others from being healed.
                LOG.warnf("bucket %s cannot be listed: %s", watched.bucket(), e.getMessage());
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return coverage;
    }

    private ListedEvents existing(IntakeConfig.WatchedBucket watched) {
        return watched.existing() == IntakeConfig.Existing.SKIP ? intake::skipExisting : intake::takeExisting;
    }

    /**
     * Sets each bucket up.
     *
     * @return what was changed
     * @throws IOException naming everything that could not be set
     */
    public List<String> setUp() throws IOException {
        var changes = new ArrayList<String>();
        var problems = new ArrayList<String>();
        config.buckets().forEach((name, watched) -> {
            var report = setup.apply(name, watched);
            changes.addAll(report.changes());
            problems.addAll(report.problems());
        });
        if (!problems.isEmpty()) {
            throw new IOException(problems.stream().collect(Collectors.joining("; ")));
        }
        return changes;
    }
}
