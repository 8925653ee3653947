package routes.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import io.quarkus.arc.Unremovable;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.StartupListener;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.LifecycleStrategySupport;

import routes.shared.InvalidInputException;

/**
 * The Camel component {@code durable}: {@code durable:object-event}, {@code durable:schedule} and {@code durable:event-or-schedule}
 * begin triggered routes, {@code durable:step/ACTION} is a step of one. Route files use it through Kamelets only.
 */
@Unremovable
@Named("durable")
@Singleton
public class DurableComponent extends DefaultComponent implements StartupListener {

    private final Triggers triggers;
    private final RunEngine engine;
    private final StepRunner steps;
    private final Actions actions;
    private final List<TriggerConsumer> started = new CopyOnWriteArrayList<>();

    DurableComponent(Triggers triggers, RunEngine engine, StepRunner steps, Actions actions) {
        this.triggers = triggers;
        this.engine = engine;
        this.steps = steps;
        this.actions = actions;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        LineBreaks.restore(parameters);
        if (remaining.startsWith("step/")) {
            var step = new StepEndpoint(uri, this, action(remaining.substring("step/".length())));
            step.setId((String) parameters.remove("id"));
            step.setParameters(new HashMap<>(parameters));
            parameters.clear();
            return step;
        }
        var endpoint = switch (remaining) {
            case "object-event" -> new ObjectEventEndpoint(uri, this);
            case "schedule" -> new ScheduleEndpoint(uri, this);
            case "event-or-schedule" -> new EventOrScheduleEndpoint(uri, this);
            default ->
                throw new InvalidInputException("there is no durable:" + remaining
                        + ": use object-event, schedule, event-or-schedule or step/ACTION");
        };
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        getCamelContext().addStartupListener(this);
        getCamelContext().addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext context) {
                // Before the routes are stopped, or the runs in them would fail.
                engine.stop();
            }
        });
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        // The routes are not all there yet.
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
        started.forEach(this::register);
        triggers.complete();
        engine.start();
    }

    /** A trigger was started: at the start of the application, or because a person started its route. */
    void started(TriggerConsumer consumer) {
        if (!started.contains(consumer)) {
            started.add(consumer);
        }
        if (getCamelContext().isStarted() && consumer.beginsRoute()) {
            register(consumer);
        }
    }

    /** Registers the triggers of routes that were added after the start: each is started before its route is known. */
    void registerLate() {
        started.stream().filter(consumer -> !triggers.all().contains(consumer)).forEach(this::register);
    }

    /** Forgets the trigger of a route that is to be removed: from now on it has no runs, and no outcome of an event. */
    void forget(String route) {
        started.stream().filter(consumer -> route.equals(consumer.routeId())).forEach(triggers::remove);
        started.removeIf(consumer -> route.equals(consumer.routeId()));
    }

    StepRunner steps() {
        return steps;
    }

    private void register(TriggerConsumer consumer) {
        consumer.findRoute();
        triggers.add(consumer);
    }

    private Action action(String name) {
        return actions.named(name)
                .orElseThrow(() -> new InvalidInputException("there is no action " + name + ": use one of " + actions));
    }
}
