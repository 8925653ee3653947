package routes.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * How one routing of a run ended.
 *
 * @param runId the run
 * @param owner token of the claim by which it was routed
 * @param state the state it goes to
 * @param failed whether this was a failed attempt
 * @param counted whether it counts against the attempts that a run has
 * @param nextAttemptAt when a queued or waiting run is routed again; {@link Instant#MAX} for when it is woken
 * @param error what went wrong, for people, or null
 * @param announcement what to tell people of it, or null
 */
public record RunEnd(
        long runId,
        UUID owner,
        RunState state,
        boolean failed,
        boolean counted,
        Instant nextAttemptAt,
        String error,
        Announcement announcement) {

    /** The same end, with another time. */
    public RunEnd nextAttemptAt(Instant time) {
        return new RunEnd(runId, owner, state, failed, counted, time, error, announcement);
    }

    /** Ended well. */
    public static RunEnd succeeded(long runId, UUID owner) {
        return new RunEnd(runId, owner, RunState.SUCCEEDED, false, false, Instant.EPOCH, null, null);
    }

    /** Goes on at the given time, or when one of its steps finishes. */
    public static RunEnd waiting(long runId, UUID owner, Instant wakeAt) {
        return new RunEnd(runId, owner, RunState.WAITING, false, false, wakeAt, null, null);
    }

    /** Failed, and is tried again at the given time. */
    public static RunEnd retried(long runId, UUID owner, Instant nextAttemptAt, String error) {
        return new RunEnd(runId, owner, RunState.QUEUED, true, true, nextAttemptAt, error, null);
    }

    /**
     * Failed, which does not count against its attempts, and is tried again at the given time: because a system outside did not
     * answer, which is not the run's fault, or because it has attempts without number. People are told if that goes on for long.
     */
    public static RunEnd putOff(long runId, UUID owner, Instant nextAttemptAt, String error) {
        return new RunEnd(runId, owner, RunState.QUEUED, true, false, nextAttemptAt, error, null);
    }

    /** Failed for good. */
    public static RunEnd parked(long runId, UUID owner, String error) {
        return new RunEnd(runId, owner, RunState.PARKED, true, true, Instant.EPOCH, error, null);
    }

    /** Ended as a person wished. */
    public static RunEnd cancelled(long runId, UUID owner, String reason) {
        return new RunEnd(runId, owner, RunState.CANCELLED, false, false, Instant.EPOCH, reason, null);
    }

    /** The same end, told to people in the same commit. */
    public RunEnd told(Announcement news) {
        return new RunEnd(runId, owner, state, failed, counted, nextAttemptAt, error, news);
    }
}
