package routes.engine;

import java.util.ArrayList;
import java.util.List;

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

    /**
     * What was not ended.
     *
     * @param open steps that may be ended at another time, and why not now
     * @param left steps that are left alone, because trying again would not help
     */
    record Rest(List<String> open, List<String> left) {}

    /** Cancels each open step as far as it can be, whatever becomes of the others. */
    Rest cancel(Run run) {
        var rest = new Rest(new ArrayList<>(), new ArrayList<>());
        for (var step : run.openSteps()) {
            actions.named(step.action()).ifPresent(action -> cancel(action, run, step, rest));
        }
        return rest;
    }

    private void cancel(Action action, Run run, StepRecord step, Rest rest) {
        try {
            steps.cancel(action, run, step);
        } catch (Exception e) {
            var why = "step " + step.id() + " could not be cancelled: " + Failures.describe(e);
            LOG.warnf("%s: %s", run, why);
            (Failures.heals(e) ? rest.open() : rest.left()).add(why);
        }
    }
}
