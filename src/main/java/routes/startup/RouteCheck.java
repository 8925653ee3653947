package routes.startup;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.quarkus.main.events.BeforeStart;

import routes.shared.InvalidInputException;

/** Ends the start with all that is wrong with the routes, before the first of them runs. */
@ApplicationScoped
class RouteCheck {

    private final CamelContext camel;
    private final StartupConfig config;

    RouteCheck(CamelContext camel, StartupConfig config) {
        this.camel = camel;
        this.config = config;
    }

    void check(@Observes BeforeStart event) {
        var model = (ModelCamelContext) camel;
        if (config.doctor().isPresent()) {
            removeRoutes(model);
            return;
        }
        var problems = new RouteProblems(model).find(config.pipelines());
        if (!problems.isEmpty()) {
            throw new InvalidInputException("the routes cannot be started: " + String.join("; ", problems));
        }
    }

    private static void removeRoutes(ModelCamelContext model) {
        try {
            model.removeRouteDefinitions(List.copyOf(model.getRouteDefinitions()));
        } catch (Exception e) {
            throw new IllegalStateException("routes that are not started can be removed", e);
        }
    }
}
