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
        Instant wakeAt,
        Instant startedAt,
        Instant finishedAt) {}
