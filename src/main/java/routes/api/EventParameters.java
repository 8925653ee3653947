package routes.api;

import jakarta.ws.rs.QueryParam;

import routes.ledger.EventFilter;
import routes.ledger.OutcomeKind;

/**
 * Which events are asked for.
 *
 * @param bucket the bucket
 * @param prefix how the key begins; needs the bucket
 * @param key the whole key, decoded; needs the bucket
 * @param outcome {@code started}, {@code skipped} or {@code duplicate}
 * @param route the route of the outcome
 * @param since received then or later
 * @param until received before
 * @param limit events on a page
 * @param cursor of the page
 */
public record EventParameters(
        @QueryParam("bucket") String bucket,
        @QueryParam("prefix") String prefix,
        @QueryParam("key") String key,
        @QueryParam("outcome") String outcome,
        @QueryParam("route") String route,
        @QueryParam("since") String since,
        @QueryParam("until") String until,
        @QueryParam("limit") String limit,
        @QueryParam("cursor") String cursor) {

    EventFilter filter() {
        return new EventFilter(
                Parameters.text(bucket),
                Parameters.text(prefix),
                Parameters.text(key),
                Parameters.oneOf(OutcomeKind.class, "outcome", outcome),
                Parameters.text(route),
                Parameters.time("since", since),
                Parameters.time("until", until));
    }
}
