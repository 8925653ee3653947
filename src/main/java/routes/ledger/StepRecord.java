package routes.ledger;

import java.time.Instant;

import routes.shared.Printable;

/**
 * What the ledger remembers of a step.
 *
 * @param runId its run
 * @param id its id within the run
 * @param action what it does
 * @param state where it stands
 * @param attempt attempt of the run in which it was started, from 1
 * @param externalId name under which the external system knows it
 * @param plan what was decided before it began
 * @param handle how the external system itself calls what was begun there; null until it has answered
 * @param startedAt when it began; null if that is just now
 * @param result JSON of its result, or null
 * @param error what went wrong, or null
 * @param heals of a failure, whether another attempt may go better
 * @param unreachable of a failure, whether it was only that a system outside did not answer
 */
public record StepRecord(
        long runId,
        String id,
        String action,
        StepState state,
        int attempt,
        String externalId,
        StepPlan plan,
        String handle,
        Instant startedAt,
        String result,
        String error,
        boolean heals,
        boolean unreachable) {

    /** A step about to begin. */
    public static StepRecord starting(
            long runId, String id, String action, int attempt, String externalId, StepPlan plan) {
        return new StepRecord(
                runId, id, action, StepState.STARTED, attempt, externalId, plan, null, null, null, null, true, false);
    }

    /** The same step, done. */
    public StepRecord succeeded(String json) {
        return ended(StepState.SUCCEEDED, json, null, true, false);
    }

    /** The same step, ended badly. */
    public StepRecord failed(String why, boolean mayHeal) {
        return ended(StepState.FAILED, null, why, mayHeal, false);
    }

    /** The same step, ended because a system outside did not answer. */
    public StepRecord unanswered(String why) {
        return ended(StepState.FAILED, null, why, true, true);
    }

    /** The same step, ended together with its run. */
    public StepRecord cancelled() {
        return ended(StepState.CANCELLED, null, null, true, false);
    }

    private StepRecord ended(StepState end, String json, String why, boolean mayHeal, boolean unanswered) {
        return new StepRecord(
                runId,
                id,
                action,
                end,
                attempt,
                externalId,
                plan,
                handle,
                startedAt,
                json,
                // It may be the last words of a program, which can be anything.
                Printable.of(why),
                mayHeal,
                unanswered);
    }
}
