package routes.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.jboss.logging.Logger;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Makes sure that a watched bucket, its notification rule and its lifecycle rule are as configured. Rules of others stay as
 * they are: ours are known by their id {@code sluice-<name>}. The store replaces all rules of a bucket at once, so a change
 * that another program makes at the very same time can be lost, to either side. Safe for concurrent use.
 */
public final class BucketSetup {

    private static final Logger LOG = Logger.getLogger(BucketSetup.class);

    private final BucketRules rules;
    private final Map<String, List<String>> lastProblems = new ConcurrentHashMap<>();

    public BucketSetup(S3Client store) {
        this.rules = new BucketRules(store, false);
    }

    /**
     * Checks one bucket, and changes what is not as configured. It does not throw for a store that refuses or does not
     * answer: one problem does not keep the rest from being set. Each change is logged, and a problem when it is new.
     *
     * @param name the name of the bucket's settings
     * @param watched its settings
     */
    public SetupReport apply(String name, IntakeConfig.WatchedBucket watched) {
        var changes = new ArrayList<String>();
        var problems = new ArrayList<String>();
        attempt(() -> rules.bucket(name, watched), changes, problems);
        if (problems.isEmpty()) {
            attempt(() -> rules.notification(name, watched), changes, problems);
            attempt(() -> rules.lifecycle(name, watched), changes, problems);
        }
        var report = new SetupReport(changes, problems);
        log(name, report);
        return report;
    }

    private static void attempt(Supplier<Optional<String>> step, List<String> changes, List<String> problems) {
        try {
            step.get().ifPresent(changes::add);
        } catch (SetupProblem e) {
            problems.add(e.getMessage());
        }
    }

    private void log(String name, SetupReport report) {
        report.changes().forEach(LOG::info);
        var before = lastProblems.put(name, report.problems());
        if (before != null && report.problems().isEmpty() && !before.isEmpty()) {
            LOG.infof("routes.intake.buckets.%s: all is set as configured again", name);
        }
        if (!report.problems().equals(before)) {
            report.problems().forEach(LOG::warn);
        }
    }
}
