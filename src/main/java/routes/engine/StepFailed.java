package routes.engine;

/** Says that a step ended badly, as the ledger remembers it. */
final class StepFailed extends RuntimeException {

    private final boolean heals;

    StepFailed(String message, boolean heals) {
        super(message, null, false, false);
        this.heals = heals;
    }

    /** Whether another attempt may go better. */
    boolean heals() {
        return heals;
    }
}
