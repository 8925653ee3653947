package routes.ledger;

import java.time.Instant;

/**
 * How an event ended for a route.
 *
 * @param route id of the route
 * @param verdict {@code started}, {@code skipped} or {@code duplicate}
 * @param reason the rule that decided, and the value it saw
 * @param runId the run it started, or null
 * @param runState where that run stands, or null if it is none or was removed after its retention
 * @param decidedAt when this was decided; a replay decides anew
 */
public record OutcomeView(
        String route, String verdict, String reason, Long runId, String runState, Instant decidedAt) {}
