package routes.ledger;

import java.time.Instant;

import routes.shared.InvalidInputException;

/**
 * Which runs are asked for; what is null does not matter.
 *
 * @param route id of the route
 * @param state where the run stands
 * @param cause what it was started for; only together with a route
 * @param eventId its event
 * @param since queued then or later
 * @param until queued before
 */
public record RunFilter(String route, RunState state, String cause, Long eventId, Instant since, Instant until) {

    public RunFilter {
        if (cause != null && route == null) {
            throw new InvalidInputException("'cause' needs 'route': a cause is unique only within a route");
        }
    }

    Where where() {
        var where = new Where();
        if (state != null) {
            // A fixed text for each state, so that the indexes of one state are found.
            where.and("r.state = '" + state.stored() + "'");
        }
        return where.andIf(route, "r.route = ?")
                .andIf(cause, "r.cause = ?")
                .andIf(eventId, "r.event_id = ?")
                .andIf(since, "r.created_at >= ?")
                .andIf(until, "r.created_at < ?");
    }
}
