package routes.ledger;

import java.util.Locale;

/** How an event ended for a route. */
public enum OutcomeKind {
    /** It started a run. */
    STARTED,
    /** A rule of the route kept it out. */
    SKIPPED,
    /** It speaks of an object version that is known already. */
    DUPLICATE;

    /** Name of the kind as the ledger stores it. */
    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}
