package routes.external;

import routes.engine.Action;
import routes.ledger.StepPlan;

/** The action that begins work in an external system, and cancels it. */
final class ExternalAction<R> implements Action {

    private final ExternalSystem<R> system;
    private final ExternalSteps steps;
    private final StepEnds ends;

    ExternalAction(ExternalSystem<R> system, ExternalSteps steps, StepEnds ends) {
        this.system = system;
        this.steps = steps;
        this.ends = ends;
    }

    @Override
    public String name() {
        return system.action();
    }

    @Override
    public StepPlan plan(Call call) throws Exception {
        var parameters = new Parameters(call);
        return steps.plan(system.request(parameters), parameters);
    }

    @Override
    public Progress proceed(Call call) throws Exception {
        return steps.begin(system, task(call), call.step());
    }

    @Override
    public void cancel(Call call) throws Exception {
        ends.cancel(system, task(call), call.step());
    }

    private Task<R> task(Call call) throws Exception {
        return steps.task(system.requestType(), call.run().getRoute(), call.step());
    }
}
