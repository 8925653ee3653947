package routes.kubernetes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;

import routes.external.Task;
import routes.shared.InvalidInputException;

/** How work in a cluster is named and marked as a step's, so that it is found again and not taken for another's. */
final class Marks {

    static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    static final String RUN = "sluice.io/run";
    static final String EXTERNAL_ID = "sluice.io/external-id";

    private static final String ROUTE = "sluice.io/route";
    private static final String STEP = "sluice.io/step";
    private static final String ATTEMPT = "sluice.io/attempt";
    /** Of a label's value and of a Job's name, which becomes one: 63 characters. */
    static final int LONGEST = 63;
    /** How far the clocks of the cluster and of the ledger may differ. */
    private static final Duration SKEW = Duration.ofMinutes(10);

    private Marks() {}

    /** The external id as a DNS label. Its end is what tells it from others. */
    static String name(Task<?> task, int longest) {
        var id = task.externalId();
        var end = id.length() <= longest ? id : id.substring(id.length() - longest);
        return end.replaceFirst("^[^a-z0-9]+", "");
    }

    /** Labels of the work and of its pods. */
    static Map<String, String> labels(Task<?> task) {
        var labels = new LinkedHashMap<String, String>();
        labels.put(MANAGED_BY, "sluice");
        labels.put(ROUTE, label(task.route()));
        labels.put(RUN, Long.toString(task.runId()));
        labels.put(STEP, label(task.stepId()));
        labels.put(ATTEMPT, Integer.toString(task.attempt()));
        return labels;
    }

    /** What labels have no room for. */
    static Map<String, String> annotations(Task<?> task) {
        return Map.of(EXTERNAL_ID, task.externalId(), ROUTE, task.route(), STEP, task.stepId());
    }

    /** Selects the work of these runs. */
    static String selector(Collection<? extends Task<?>> tasks) {
        var runs = tasks.stream().map(Task::runId).collect(Collectors.toCollection(TreeSet::new));
        return MANAGED_BY + "=sluice," + RUN + " in ("
                + runs.stream().map(String::valueOf).collect(Collectors.joining(",")) + ")";
    }

    /** Selects the work of one step. */
    static String selector(Task<?> task) {
        return labels(task).entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
    }

    /** Whether this is the work of the step, and neither another's nor left over from a ledger that is gone. */
    static boolean isOf(HasMetadata work, Task<?> task, Clock clock) {
        var metadata = work.getMetadata();
        var begun = task.startedAt() == null ? clock.instant() : task.startedAt();
        return task.externalId().equals(annotation(metadata, EXTERNAL_ID))
                && task.route().equals(annotation(metadata, ROUTE))
                && metadata.getLabels() != null
                && Long.toString(task.runId()).equals(metadata.getLabels().get(RUN))
                && !time(metadata.getCreationTimestamp(), begun).isBefore(begun.minus(SKEW));
    }

    /** Refuses what has the name of the work, but is another's. */
    static InvalidInputException foreign(HasMetadata work, Cluster cluster) {
        var metadata = work.getMetadata();
        return new InvalidInputException(
                "%s %s/%s of Kubernetes %s is not of this step, or left over from an older ledger"
                                .formatted(
                                        work.getKind(),
                                        metadata.getNamespace(),
                                        metadata.getName(),
                                        cluster.connection())
                        + ": delete it, or retry the run from its start under another name");
    }

    /** A time as Kubernetes writes it. */
    static Instant time(String text, Instant otherwise) {
        return text == null ? otherwise : Instant.parse(text);
    }

    private static String annotation(ObjectMeta metadata, String key) {
        return metadata.getAnnotations() == null
                ? null
                : metadata.getAnnotations().get(key);
    }

    private static String label(String text) {
        var fit = text.replaceAll("[^A-Za-z0-9._-]", "-");
        var cut = fit.length() <= LONGEST ? fit : fit.substring(0, LONGEST);
        return cut.replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
    }
}
