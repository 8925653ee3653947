package routes.ledger;

/** Where a step stands. */
public enum StepState {
    /** Its action was begun, or was about to be: it is re-attached to by its external id. */
    STARTED,
    /** Done; its result is remembered. */
    SUCCEEDED,
    /** Ended badly; the next attempt of the run begins it anew. */
    FAILED,
    /** Ended together with its run. */
    CANCELLED;

    /** Name of the state as the ledger stores it. */
    public String stored() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
