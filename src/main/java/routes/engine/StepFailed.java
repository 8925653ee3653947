package routes.engine;

import routes.ledger.StepRecord;

/** Says that a step ended badly, as the ledger remembers it. */
final class StepFailed extends RuntimeException {

    private final boolean heals;
    private final boolean unreachable;

    StepFailed(StepRecord step) {
        super(step.error(), null, false, false);
        this.heals = step.heals();
        this.unreachable = step.unreachable();
    }

    /** Whether another attempt may go better. */
    boolean heals() {
        return heals;
    }

    /** Whether it was only that a system outside did not answer. */
    boolean unreachable() {
        return unreachable;
    }
}
