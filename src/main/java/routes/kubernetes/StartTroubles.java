package routes.kubernetes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;

import routes.external.Sighting;
import routes.external.Task;

/**
 * Tells why a Job's pod does not start. Pods and events are asked for only where nothing has started for a while, and then not at
 * each look, so that many Jobs without room do not become many questions.
 */
final class StartTroubles {

    private static final Duration USUAL = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(String connection, Instant asked, Sighting sighting) {}

    StartTroubles(Clock clock) {
        this.clock = clock;
    }

    /** How a Job that has not ended comes on. */
    Sighting of(Cluster cluster, Task<JobRequest> task, Job job) {
        var now = clock.instant();
        if (isWell(job) || now.isBefore(since(job).plus(USUAL))) {
            known.remove(task.externalId());
            return Sighting.Underway.WELL;
        }
        var former = known.get(task.externalId());
        if (former == null || !now.isBefore(former.asked().plus(PAUSE))) {
            former = new Known(cluster.connection(), now, ask(cluster, task, job));
            known.put(task.externalId(), former);
        }
        return former.sighting();
    }

    /** Forgets what is no longer looked for. */
    void keepOnly(String connection, Collection<String> externalIds) {
        known.entrySet()
                .removeIf(entry ->
                        entry.getValue().connection().equals(connection) && !externalIds.contains(entry.getKey()));
    }

    private static boolean isWell(Job job) {
        var status = job.getStatus();
        return status != null && status.getReady() != null && status.getReady() > 0;
    }

    private Instant since(Job job) {
        var start = job.getStatus() == null ? null : job.getStatus().getStartTime();
        return Marks.time(start == null ? job.getMetadata().getCreationTimestamp() : start, clock.instant());
    }

    private Sighting ask(Cluster cluster, Task<JobRequest> task, Job job) {
        if (Boolean.TRUE.equals(job.getSpec().getSuspend())) {
            return new Sighting.Underway(
                    "Job " + job.getMetadata().getName() + " is suspended: its queue has not let it" + " go on yet");
        }
        var pods = JobPods.of(cluster, job);
        var last = pods.isEmpty() ? null : pods.get(pods.size() - 1);
        var trouble = last == null ? ofJob(cluster, job) : ofPod(cluster, last);
        if (trouble.isEmpty()) {
            return Sighting.Underway.WELL;
        }
        var began = last == null ? since(job) : Marks.time(last.getMetadata().getCreationTimestamp(), clock.instant());
        var patience = task.request().startWithin();
        if (patience != null && !trouble.get().room() && clock.instant().isAfter(began.plusSeconds(patience))) {
            return Sighting.Failed.forGood("it did not start within " + Duration.ofSeconds(patience) + ": "
                    + trouble.get().told());
        }
        return new Sighting.Underway(trouble.get().told());
    }

    /** No pod could be made: a quota, or the security of the namespace. */
    private static Optional<PodTrouble> ofJob(Cluster cluster, Job job) {
        return warning(
                        cluster,
                        job.getMetadata().getNamespace(),
                        "Job",
                        job.getMetadata().getName())
                .map(event -> PodTrouble.ofEvent(job, event));
    }

    private static Optional<PodTrouble> ofPod(Cluster cluster, Pod pod) {
        var trouble = PodTrouble.of(pod);
        if (trouble.isEmpty() || !trouble.get().needsEvent()) {
            return trouble;
        }
        var event = warning(
                cluster,
                pod.getMetadata().getNamespace(),
                "Pod",
                pod.getMetadata().getName());
        return event.isPresent() ? event.map(trouble.get()::with) : trouble.filter(known -> !known.usual());
    }

    private static Optional<Event> warning(Cluster cluster, String namespace, String kind, String name) {
        return cluster
                .client()
                .v1()
                .events()
                .inNamespace(namespace)
                .withField("involvedObject.kind", kind)
                .withField("involvedObject.name", name)
                .list()
                .getItems()
                .stream()
                .filter(event -> "Warning".equals(event.getType()))
                .max(Comparator.comparing(StartTroubles::isInformative).thenComparing(StartTroubles::lastSeen));
    }

    /** "Error: ImagePullBackOff" follows what says why, and says nothing more. */
    private static boolean isInformative(Event event) {
        var said = event.getMessage() == null ? "" : event.getMessage();
        return !said.isBlank() && !said.startsWith("Error: ") && !said.startsWith("Back-off");
    }

    private static String lastSeen(Event event) {
        return event.getLastTimestamp() != null
                ? event.getLastTimestamp()
                : Optional.ofNullable(event.getMetadata().getCreationTimestamp())
                        .orElse("");
    }
}
