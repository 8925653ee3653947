package routes.ledger;

/**
 * What a triggered route makes of an event.
 *
 * @param route id of the route
 * @param starts whether it starts a run
 * @param reason the rule that decided, and the value it saw; for people
 */
public record Verdict(String route, boolean starts, String reason) {

    /** The event passes every rule of the route. */
    public static Verdict start(String route, String reason) {
        return new Verdict(route, true, reason);
    }

    /** A rule of the route keeps the event out. */
    public static Verdict skip(String route, String reason) {
        return new Verdict(route, false, reason);
    }

    /** As the ledger stores it. */
    String stored() {
        return starts ? "started" : "skipped";
    }
}
