package routes.engine;

import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.camel.CamelContext;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.model.ModelCamelContext;

import routes.ledger.RunLedger;
import routes.shared.InvalidInputException;

/**
 * Makes routes from templates that stand in route files: one for each thing that is configured elsewhere. A route can be
 * made before the others are started, and later as well, and goes when it has nothing to do any more.
 */
@ApplicationScoped
public class RouteTemplates {

    private final CamelContext camel;
    private final DurableComponent durable;
    private final RunLedger runs;

    RouteTemplates(CamelContext camel, DurableComponent durable, RunLedger runs) {
        this.camel = camel;
        this.durable = durable;
        this.runs = runs;
    }

    /**
     * Makes a route.
     *
     * @param template id of the template
     * @param route id of the new route
     * @param parameters of the template
     * @throws InvalidInputException if Camel refuses it; the message names the route
     */
    public void add(String template, String route, Map<String, String> parameters) {
        try {
            ((ModelCamelContext) camel).addRouteFromTemplate(route, template, new HashMap<>(parameters));
        } catch (Exception e) {
            throw new InvalidInputException("route " + route + " cannot be made: " + Failures.describe(e), e);
        }
        if (camel.isStarted()) {
            durable.registerLate();
        }
    }

    /**
     * Removes a route that was made so, unless a run of it is queued, running or waiting.
     *
     * @return whether it is gone
     */
    public boolean removeIdle(String route) {
        if (runs.hasOpen(route)) {
            return false;
        }
        durable.forget(route);
        try {
            if (camel.getRoute(route).getEndpoint() instanceof KameletEndpoint kamelet) {
                removeFromCamel(kamelet.getRouteId());
            }
            removeFromCamel(route);
            return true;
        } catch (Exception e) {
            throw new IllegalStateException("route " + route + " cannot be removed: " + Failures.describe(e), e);
        }
    }

    private void removeFromCamel(String route) throws Exception {
        camel.getRouteController().stopRoute(route);
        camel.removeRoute(route);
    }
}
