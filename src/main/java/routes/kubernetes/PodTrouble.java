package routes.kubernetes;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;

/**
 * Why a pod does not start.
 *
 * @param told for people
 * @param room whether it only lacks room, which others may leave
 * @param usual whether it is none until an event says so
 * @param needsEvent whether the pod itself does not say enough, and its events may
 */
record PodTrouble(String told, boolean room, boolean usual, boolean needsEvent) {

    /** Reasons why a container waits that are no trouble. */
    private static final Set<String> USUAL = Set.of("ContainerCreating", "PodInitializing");

    /** What the pod says of itself; nothing if it comes on. */
    static Optional<PodTrouble> of(Pod pod) {
        var status = pod.getStatus();
        if (status == null) {
            return Optional.empty();
        }
        var name = pod.getMetadata().getName();
        var unscheduled = Lines.orEmpty(status.getConditions()).stream()
                .filter(condition ->
                        condition.getType().equals("PodScheduled") && "False".equals(condition.getStatus()))
                .findFirst();
        if (unscheduled.isPresent()) {
            return Optional.of(new PodTrouble(
                    "pod " + name + " has no node yet (" + unscheduled.get().getReason() + "): "
                            + unscheduled.get().getMessage(),
                    true,
                    false,
                    false));
        }
        return Stream.concat(
                        Lines.orEmpty(status.getInitContainerStatuses()).stream(),
                        Lines.orEmpty(status.getContainerStatuses()).stream())
                .map(container -> container.getState() == null
                        ? null
                        : container.getState().getWaiting())
                .filter(waiting -> waiting != null && waiting.getReason() != null)
                .findFirst()
                .map(waiting -> of(name, waiting));
    }

    private static PodTrouble of(String pod, ContainerStateWaiting waiting) {
        var usual = USUAL.contains(waiting.getReason());
        var said = waiting.getMessage() == null ? "" : ": " + waiting.getMessage();
        // "Back-off pulling image" does not say why; the event before it does. A volume that is missing is told by
        // events only.
        var needsEvent = usual || said.isEmpty() || waiting.getReason().startsWith("ImagePull");
        return new PodTrouble(
                "pod " + pod + " does not start (" + waiting.getReason() + ")" + said, false, usual, needsEvent);
    }

    /** With what an event adds. */
    PodTrouble with(Event event) {
        var said = event.getMessage() == null ? "" : event.getMessage();
        var back = said.isEmpty() || said.startsWith("Back-off");
        return back && !usual || told.contains(said)
                ? this
                : new PodTrouble(told + "; " + event.getReason() + ": " + said, room, false, false);
    }

    /** What an event says of a Job that has no pod. */
    static PodTrouble ofEvent(Job job, Event event) {
        var message = event.getMessage() == null ? "" : event.getMessage();
        return new PodTrouble(
                "no pod can be made for Job " + job.getMetadata().getName() + " (" + event.getReason() + "): "
                        + message,
                message.contains("quota"),
                false,
                false);
    }
}
