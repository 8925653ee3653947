package routes.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * A run that this replica may route now.
 *
 * @param id the run
 * @param route id of its route
 * @param cause what it was started for; unique within the route
 * @param eventId its event, or null
 * @param event the event itself, or null
 * @param slot logical time of a scheduled run, or null
 * @param input JSON of a manual call, or null
 * @param attempt attempts that failed so far
 * @param failures attempts that failed since a person last asked for a retry
 * @param continued whether it was routed before
 * @param cancelRequested whether a person wants it to end
 * @param parkedBefore whether it was parked and then retried
 * @param error what went wrong in the attempt before, or null
 * @param createdAt when it was queued for the first time
 * @param owner token of this claim, without which nothing can be written for the run
 */
public record ClaimedRun(
        long id,
        String route,
        String cause,
        Long eventId,
        ObjectEvent event,
        Instant slot,
        String input,
        int attempt,
        int failures,
        boolean continued,
        boolean cancelRequested,
        boolean parkedBefore,
        String error,
        Instant createdAt,
        UUID owner) {}
