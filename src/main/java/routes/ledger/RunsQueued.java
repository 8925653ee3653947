package routes.ledger;

/** Is told that runs may have been queued, so that they need not wait for the next look at the ledger. */
@FunctionalInterface
public interface RunsQueued {

    /** Tells so. Returns at once. */
    void tell();
}
