package routes.engine;

/** Ends the routing of a run that has to wait. The run is routed again, from the start, once it can go on. */
final class RunSuspended extends RuntimeException {

    RunSuspended(String stepId) {
        super("waits for step " + stepId, null, false, false);
    }
}
