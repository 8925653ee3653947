package routes.ledger;

import java.time.Instant;

/**
 * What the ledger remembers of a step.
 *
 * @param runId its run
 * @param id its id within the run
 * @param action what it does
 * @param state where it stands
 * @param attempt attempt of the run in which it was started, from 1
 * @param externalId name under which the external system knows it
 * @param result JSON of its result, or null
 * @param error what went wrong, or null
 * @param heals of a failure, whether another attempt may go better
 * @param unreachable of a failure, whether it was only that a system outside did not answer
 * @param wakeAt when a wait ends, or null
 */
public record StepRecord(
        long runId,
        String id,
        String action,
        StepState state,
        int attempt,
        String externalId,
        String result,
        String error,
        boolean heals,
        boolean unreachable,
        Instant wakeAt) {

    /** A step about to begin. */
    public static StepRecord starting(
            long runId, String id, String action, int attempt, String externalId, Instant wakeAt) {
        return new StepRecord(
                runId, id, action, StepState.STARTED, attempt, externalId, null, null, true, false, wakeAt);
    }

    /** The same step, done. */
    public StepRecord succeeded(String json) {
        return new StepRecord(
                runId, id, action, StepState.SUCCEEDED, attempt, externalId, json, null, true, false, wakeAt);
    }

    /** The same step, ended badly. */
    public StepRecord failed(String why, boolean mayHeal) {
        return new StepRecord(
                runId, id, action, StepState.FAILED, attempt, externalId, null, why, mayHeal, false, wakeAt);
    }

    /** The same step, ended because a system outside did not answer. */
    public StepRecord unanswered(String why) {
        return new StepRecord(runId, id, action, StepState.FAILED, attempt, externalId, null, why, true, true, wakeAt);
    }

    /** The same step, ended together with its run. */
    public StepRecord cancelled() {
        return new StepRecord(
                runId, id, action, StepState.CANCELLED, attempt, externalId, null, null, true, false, wakeAt);
    }
}
