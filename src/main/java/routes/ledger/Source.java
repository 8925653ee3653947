package routes.ledger;

/** The way by which an event reached the ledger. It is no part of the event's identity. */
public enum Source {
    /** Pushed by the store over HTTP. */
    WEBHOOK,
    /** Read from the topic the store publishes to. */
    KAFKA,
    /** Found by listing the bucket: the store's push was late, lost, or never set up. */
    LISTING,
    /** Handed over by a person or a program through the API. */
    MANUAL;

    /** Name of the source as the ledger stores it. */
    public String stored() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
