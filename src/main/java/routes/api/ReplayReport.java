package routes.api;

import java.time.Instant;
import java.util.List;

/**
 * What a replay does, or would do.
 *
 * @param dryRun whether nothing was changed
 * @param events how many were selected
 * @param starts how many runs were queued, or would be
 * @param skips how often a route starts no run of an event
 * @param lastStart when the last run may start, or null if there is none
 * @param started the first hundred runs
 * @param skipped the first hundred skips
 */
public record ReplayReport(
        boolean dryRun,
        int events,
        int starts,
        int skips,
        Instant lastStart,
        List<Started> started,
        List<Skipped> skipped) {

    /**
     * A run.
     *
     * @param event id of its event
     * @param key of the object
     * @param route id of its route
     * @param reason the rule that decided
     * @param run its id, or null in a dry run
     * @param due when it may start
     */
    public record Started(long event, String key, String route, String reason, Long run, Instant due) {}

    /**
     * No run.
     *
     * @param event id of the event
     * @param key of the object, or null if there is no such event
     * @param route that starts none, or null if no route does
     * @param reason why not
     */
    public record Skipped(long event, String key, String route, String reason) {}
}
