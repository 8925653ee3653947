package routes.engine;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import routes.ledger.StepRecord;

/** Ends what the open steps of a cancelled run have begun. */
@ApplicationScoped
class Cancellation {

    private static final Logger LOG = Logger.getLogger(Cancellation.class);

    private final StepRunner steps;
    private final Actions actions;

    Cancellation(StepRunner steps, Actions actions) {
        this.steps = steps;
        this.actions = actions;
    }

    /** Cancels each open step; one that cannot be cancelled is told in the log and left alone. */
    void cancel(Run run) {
        for (var step : run.openSteps()) {
            actions.named(step.action()).ifPresent(action -> cancel(action, run, step));
        }
    }

    private void cancel(Action action, Run run, StepRecord step) {
        try {
            steps.cancel(action, run, step);
        } catch (Exception e) {
            LOG.warnf("step %s of %s could not be cancelled: %s", step.id(), run, Failures.describe(e));
        }
    }
}
