package routes.ledger;

/** Where a run stands. */
public enum RunState {
    /** Wants to be routed, at once or after the back-off of a failed attempt. */
    QUEUED,
    /** A replica is routing it. */
    RUNNING,
    /** Waits for a time or for an external system; it sits in no memory and on no thread. */
    WAITING,
    /** Ended well. */
    SUCCEEDED,
    /** Failed for good, and waits for a person. */
    PARKED,
    /** Ended by a person or by a newer version of its object. */
    CANCELLED;

    /** Name of the state as the ledger stores it. */
    public String stored() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
