package routes.kubernetes;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;

/**
 * Why a pod ended badly.
 *
 * @param told for people
 * @param heals whether the same may go well another time
 */
record PodEnd(String told, boolean heals) {

    private static final int LONGEST = 600;

    /** Why the last pod that failed did so, or null if none is left to tell. */
    static PodEnd ofLastFailed(List<Pod> pods) {
        return pods.stream()
                .filter(pod -> pod.getStatus() != null
                        && !"Succeeded".equals(pod.getStatus().getPhase()))
                .map(PodEnd::of)
                .flatMap(Optional::stream)
                .reduce((former, last) -> last)
                .orElse(null);
    }

    /** What the first container left as its termination message. */
    static Optional<String> message(Pod pod) {
        return Lines.orEmpty(pod.getStatus().getContainerStatuses()).stream()
                .map(PodEnd::terminated)
                .flatMap(Optional::stream)
                .map(ContainerStateTerminated::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .findFirst();
    }

    private static Optional<PodEnd> of(Pod pod) {
        var status = pod.getStatus();
        var ended = Stream.concat(
                        Lines.orEmpty(status.getInitContainerStatuses()).stream(),
                        Lines.orEmpty(status.getContainerStatuses()).stream())
                .filter(container -> terminated(container)
                        .filter(end -> end.getExitCode() != null && end.getExitCode() != 0)
                        .isPresent())
                .map(container -> of(pod, container, terminated(container).orElseThrow()))
                .findFirst();
        if (ended.isPresent() || status.getReason() == null) {
            return ended;
        }
        // Such as Evicted, or lost with its node.
        var message = status.getMessage() == null ? "" : ": " + cut(status.getMessage());
        return Optional.of(new PodEnd("pod " + pod.getMetadata().getName() + " " + status.getReason() + message, true));
    }

    private static PodEnd of(Pod pod, ContainerStatus container, ContainerStateTerminated end) {
        var who = "container " + container.getName() + " of pod "
                + pod.getMetadata().getName();
        var reason = end.getReason() == null ? "" : end.getReason();
        var said = end.getMessage() == null || end.getMessage().isBlank() ? "" : ": " + cut(end.getMessage());
        return switch (reason) {
            case "OOMKilled" ->
                new PodEnd(
                        who + " used more memory than its limit" + limit(pod, container)
                                + " and was killed (OOMKilled, exit code " + end.getExitCode() + "): raise memoryLimit",
                        false);
            case "StartError", "ContainerCannotRun" ->
                new PodEnd(who + " could not be run (" + reason + ")" + said, false);
            default ->
                new PodEnd(
                        who + " ended with exit code " + end.getExitCode()
                                + (reason.isEmpty() || reason.equals("Error") ? "" : " (" + reason + ")") + said,
                        true);
        };
    }

    private static String limit(Pod pod, ContainerStatus container) {
        return pod.getSpec().getContainers().stream()
                .filter(spec -> spec.getName().equals(container.getName()) && spec.getResources() != null)
                .map(spec -> Lines.orEmpty(spec.getResources().getLimits()).get("memory"))
                .filter(limit -> limit != null)
                .map(limit -> " of " + limit)
                .findFirst()
                .orElse("");
    }

    private static Optional<ContainerStateTerminated> terminated(ContainerStatus container) {
        return Optional.ofNullable(container.getState())
                .map(state -> state.getTerminated())
                .or(() -> Optional.ofNullable(container.getLastState()).map(state -> state.getTerminated()));
    }

    /** The end of a text, where the reason stands. */
    private static String cut(String text) {
        var stripped = text.strip();
        return stripped.length() <= LONGEST ? stripped : "…" + stripped.substring(stripped.length() - LONGEST);
    }
}
