package routes.external;

import java.util.Collection;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.All;

import routes.engine.Action;
import routes.engine.ActionSource;

/** Hands the engine an action for each external system. */
@ApplicationScoped
class ExternalActions implements ActionSource {

    private final List<Action> actions;

    ExternalActions(@All List<ExternalSystem<?>> systems, ExternalSteps steps, StepEnds ends) {
        this.actions =
                systems.stream().map(system -> (Action) of(system, steps, ends)).toList();
    }

    @Override
    public Collection<Action> actions() {
        return actions;
    }

    private static <R> ExternalAction<R> of(ExternalSystem<R> system, ExternalSteps steps, StepEnds ends) {
        return new ExternalAction<>(system, steps, ends);
    }
}
