package routes.api;

import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;

import routes.ledger.StepView;

/**
 * A step with its result as JSON.
 *
 * @param id its id within the run
 * @param action what it does
 * @param state {@code started}, {@code succeeded}, {@code failed} or {@code cancelled}
 * @param attempt attempt of the run in which it was started, from 1
 * @param externalId name under which the external system knows it
 * @param result of the action, or null
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
public record StepDetails(
        String id,
        String action,
        String state,
        int attempt,
        String externalId,
        JsonNode result,
        String error,
        boolean heals,
        String logUri,
        String link,
        String note,
        Instant deadline,
        Instant wakeAt,
        Instant startedAt,
        Instant finishedAt) {

    static StepDetails of(StepView step, JsonNode result) {
        return new StepDetails(
                step.id(),
                step.action(),
                step.state(),
                step.attempt(),
                step.externalId(),
                result,
                step.error(),
                step.heals(),
                step.logUri(),
                step.link(),
                step.note(),
                step.deadline(),
                step.wakeAt(),
                step.startedAt(),
                step.finishedAt());
    }
}
