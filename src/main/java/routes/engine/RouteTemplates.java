package routes.engine;

import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;

import routes.shared.InvalidInputException;

/**
 * Makes routes from templates that stand in route files: one for each thing that is configured elsewhere. A route can be
 * made before the others are started, and later as well.
 */
@ApplicationScoped
public class RouteTemplates {

    private final CamelContext camel;
    private final DurableComponent durable;

    RouteTemplates(CamelContext camel, DurableComponent durable) {
        this.camel = camel;
        this.durable = durable;
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
}
