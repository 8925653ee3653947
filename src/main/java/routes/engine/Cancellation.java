package routes.engine;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

import org.jboss.logging.Logger;

/** Ends what the open steps of a cancelled run have begun. */
@ApplicationScoped
class Cancellation {

    private static final Logger LOG = Logger.getLogger(Cancellation.class);

    private final StepRunner steps;
    private final List<Action> actions;

    Cancellation(StepRunner steps, @Any Instance<Action> actions) {
        this.steps = steps;
        this.actions = actions.stream().toList();
    }

    /** Cancels each open step; one that cannot be cancelled is told in the log and left alone. */
    void cancel(Run run) {
        for (var step : run.openSteps()) {
            for (var action : actions) {
                if (action.name().equals(step.action())) {
                    try {
                        steps.cancel(action, run, step);
                    } catch (Exception e) {
                        LOG.warnf("step %s of %s could not be cancelled: %s", step.id(), run, Failures.describe(e));
                    }
                }
            }
        }
    }
}
