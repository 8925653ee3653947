package routes.ledger;

import java.time.Instant;

/**
 * A run as people see it.
 *
 * @param id its number in the ledger
 * @param route id of its route
 * @param cause what it was started for, unique within the route
 * @param eventId its event, or null
 * @param bucket bucket of that event's object, or null
 * @param key key of that event's object, or null
 * @param slot logical time of a scheduled run, or null
 * @param state where it stands
 * @param priority higher is later: live 0, replays 10
 * @param attempt failed attempts so far
 * @param failures of them, those since a person last asked for a retry
 * @param nextAttemptAt when a queued or waiting run goes on, or null where only the end of a step wakes it
 * @param cancelRequested whether a person wants it to end
 * @param routeVersion digest of the route's source when the run began, or null
 * @param error what went wrong last, or null
 * @param createdAt when it was queued
 * @param startedAt when it was first routed, or null
 * @param finishedAt when it ended, or null
 * @param parkedAt when it was last parked, or null
 * @param unreachableSince since when its attempts end at a system that does not answer, or null
 */
public record RunView(
        long id,
        String route,
        String cause,
        Long eventId,
        String bucket,
        String key,
        Instant slot,
        String state,
        int priority,
        int attempt,
        int failures,
        Instant nextAttemptAt,
        boolean cancelRequested,
        String routeVersion,
        String error,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt,
        Instant parkedAt,
        Instant unreachableSince) {}
