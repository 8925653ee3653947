package routes.engine;

/** Ends the routing of a run that another replica has taken over, or that the ledger no longer lets us write. */
final class RunLost extends RuntimeException {

    RunLost(long runId) {
        super("run " + runId + " was taken over by another replica", null, false, false);
    }
}
