package routes.engine;

import java.util.Optional;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.support.DefaultConsumer;

/** The Camel consumer behind a trigger: gives exchanges to the route when the engine has a run for it. */
abstract class TriggerConsumer extends DefaultConsumer implements Trigger {

    private final TriggerEndpoint endpoint;
    private volatile String routeId;
    private volatile String version = "";

    TriggerConsumer(TriggerEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    /**
     * Finds the route that this trigger begins: the one that reads from the Kamelet whose own route we stand in. Possible only
     * once all routes are there, since Camel starts a Kamelet's route before the route that uses it.
     */
    void findRoute() {
        var begun = begun();
        routeId = begun.map(Route::getRouteId).orElse(endpoint.getTrigger());
        version = begun.map(RouteVersion::of).orElse("");
    }

    /** Whether the route that it begins is there already. */
    boolean beginsRoute() {
        return begun().isPresent();
    }

    private Optional<Route> begun() {
        return endpoint.getCamelContext().getRoutes().stream()
                .filter(route -> route.getEndpoint() instanceof KameletEndpoint kamelet
                        && kamelet.getRouteId().equals(endpoint.getTrigger()))
                .findFirst();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        endpoint.getComponent().started(this);
    }

    @Override
    public String routeId() {
        return routeId;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public boolean active() {
        return isStarted() && routeStarted();
    }

    /** Camel starts a Kamelet's route also where the route that uses it is not to start, or has been stopped by itself. */
    private boolean routeStarted() {
        var status = endpoint.getCamelContext().getRouteController().getRouteStatus(routeId);
        return status != null && status.isStarted();
    }

    @Override
    public Exchange newExchange() {
        return createExchange(false);
    }

    @Override
    public void route(Exchange exchange) {
        try {
            createUoW(exchange);
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        } finally {
            doneUoW(exchange);
        }
    }
}
