package routes.ledger;

import java.util.Map;

import routes.shared.InvalidInputException;

/**
 * A route as people see it.
 *
 * @param id its id
 * @param description what it does, in a sentence
 * @param trigger what starts its runs: {@code object-event}, {@code schedule}, or null for a route without runs
 * @param parameters of the trigger, as configured: {@code bucket}, {@code prefix}, {@code suffix}, {@code cron} and so on;
 *     never a secret
 * @param concurrency runs at once over all replicas, 0 for any number
 * @param ratePerSecond new runs in a second over all replicas, 0 for any number
 * @param state whether this replica has it started, as Camel names it, such as {@code Started}
 * @param version digest of its source
 * @param source its YAML, or null
 */
public record RouteInfo(
        String id,
        String description,
        String trigger,
        Map<String, String> parameters,
        int concurrency,
        double ratePerSecond,
        String state,
        String version,
        String source) {

    public RouteInfo {
        if (id == null || id.isBlank()) {
            throw new InvalidInputException("the route's id is missing; give every route one");
        }
        parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
    }
}
