package routes.ledger;

import java.time.Instant;

/**
 * What was decided of a step before it began. It stays as it is however often the step is asked again.
 *
 * @param wakeAt when a wait ends, or null
 * @param request JSON of what is to be begun in an external system, without secrets, or null
 * @param alertAt when people are told that the step is late, or null
 * @param deadline when the step is given up, or null
 */
public record StepPlan(Instant wakeAt, String request, Instant alertAt, Instant deadline) {

    /** Nothing was decided. */
    public static final StepPlan NONE = new StepPlan(null, null, null, null);

    /** Waits until a time. */
    public static StepPlan until(Instant wakeAt) {
        return new StepPlan(wakeAt, null, null, null);
    }
}
