package routes.ledger;

import java.time.Instant;

/**
 * A step of a run as people see it.
 *
 * @param id its id within the run
 * @param action what it does
 * @param state where it stands
 * @param attempt attempt of the run in which it was started, from 1
 * @param externalId name under which the external system knows it
 * @param result JSON of its result, or null
 * @param error what went wrong, or null
 * @param heals of a failure, whether another attempt may go better
 * @param logUri where its log is, or null
 * @param link where a person can look at it in the external system, or null
 * @param note why it does not come on, or null
 * @param deadline when it is given up, or null
 * @param wakeAt when a wait ends, or null
 * @param startedAt when it began
 * @param finishedAt when it ended, or null
 */
public record StepView(
        String id,
        String action,
        String state,
        int attempt,
        String externalId,
        String result,
        String error,
        boolean heals,
        String logUri,
        String link,
        String note,
        Instant deadline,
        Instant wakeAt,
        Instant startedAt,
        Instant finishedAt) {}
