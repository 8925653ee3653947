package routes.api;

import jakarta.ws.rs.QueryParam;

import routes.ledger.RunFilter;
import routes.ledger.RunState;

/**
 * Which runs are asked for.
 *
 * @param route id of the route
 * @param state {@code queued}, {@code running}, {@code waiting}, {@code succeeded}, {@code parked} or {@code cancelled}
 * @param cause what the run was started for; needs the route
 * @param event id of its event
 * @param since queued then or later
 * @param until queued before
 * @param limit runs on a page
 * @param cursor of the page
 */
public record RunParameters(
        @QueryParam("route") String route,
        @QueryParam("state") String state,
        @QueryParam("cause") String cause,
        @QueryParam("event") String event,
        @QueryParam("since") String since,
        @QueryParam("until") String until,
        @QueryParam("limit") String limit,
        @QueryParam("cursor") String cursor) {

    RunFilter filter() {
        return new RunFilter(
                Parameters.text(route),
                Parameters.oneOf(RunState.class, "state", state),
                Parameters.text(cause),
                Parameters.number("event", event, "the id of an event"),
                Parameters.time("since", since),
                Parameters.time("until", until));
    }
}
