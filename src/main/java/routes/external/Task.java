package routes.external;

import java.time.Duration;
import java.time.Instant;

/**
 * Work in an external system that belongs to a step.
 *
 * @param <R> what was asked for
 * @param externalId name that we gave it: the same however often it is asked for, another one for each attempt of the run
 * @param request what was asked for, without secrets
 * @param handle how the external system itself calls it; null until it has answered
 * @param route id of the run's route
 * @param runId number of the run
 * @param stepId id of the step
 * @param attempt attempt of the run in which the step began, from 1
 * @param startedAt when the step began; null if that is just now
 */
public record Task<R>(
        String externalId,
        R request,
        String handle,
        String route,
        long runId,
        String stepId,
        int attempt,
        Instant startedAt) {

    /** By how much the clock of an external system may be behind the ledger's. */
    private static final Duration SKEW = Duration.ofMinutes(10);

    /** Whether something of this time may be the work. What is older has its name from a ledger that is gone, or another one. */
    public boolean mayHaveBegunAt(Instant time) {
        var begun = startedAt == null ? Instant.now() : startedAt;
        return time.isAfter(begun.minus(SKEW));
    }

    /** The same work, under the name that the external system has given it. */
    Task<R> begunAs(String name) {
        return new Task<>(externalId, request, name, route, runId, stepId, attempt, startedAt);
    }

    @Override
    public String toString() {
        return "step " + stepId + " of run " + runId + " of " + route + " (" + externalId + ")";
    }
}
