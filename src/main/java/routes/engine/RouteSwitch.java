package routes.engine;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.jboss.logging.Logger;

import routes.ledger.RouteControl;

/** Stops and starts the routes of this replica as people have said. It is called by one thread at a time. */
@ApplicationScoped
class RouteSwitch {

    private static final Logger LOG = Logger.getLogger(RouteSwitch.class);
    private static final long LONGEST_SECONDS = 30;

    private final CamelContext camel;
    private final RouteControl control;
    private final Triggers triggers;
    private final Set<String> stopped = new TreeSet<>();

    RouteSwitch(CamelContext camel, RouteControl control, Triggers triggers) {
        this.camel = camel;
        this.control = control;
        this.triggers = triggers;
    }

    /** Does what is still to be done. What is under way in a route may hold that up for half a minute. */
    void apply() {
        if (!triggers.isComplete()) {
            return;
        }
        var wanted = control.stopped();
        for (var route : camel.getRoutes()) {
            var id = route.getRouteId();
            try {
                if (wanted.contains(id) && !stopped.contains(id)) {
                    stop(route);
                } else if (!wanted.contains(id) && stopped.contains(id)) {
                    start(route);
                }
            } catch (Exception e) {
                LOG.errorf("route %s could not be switched: %s", id, Failures.describe(e));
            }
        }
    }

    /** The trigger first, so that no run is sent into a route that has stopped. */
    private void stop(Route route) throws Exception {
        var trigger = trigger(route);
        if (trigger != null) {
            camel.getRouteController().stopRoute(trigger, LONGEST_SECONDS, TimeUnit.SECONDS);
        }
        camel.getRouteController().stopRoute(route.getRouteId(), LONGEST_SECONDS, TimeUnit.SECONDS);
        stopped.add(route.getRouteId());
        LOG.infof("route %s is stopped", route.getRouteId());
    }

    private void start(Route route) throws Exception {
        camel.getRouteController().startRoute(route.getRouteId());
        var trigger = trigger(route);
        if (trigger != null) {
            camel.getRouteController().startRoute(trigger);
        }
        stopped.remove(route.getRouteId());
        LOG.infof("route %s is started", route.getRouteId());
    }

    /** Id of the Kamelet's own route that begins the route, or null. */
    private static String trigger(Route route) {
        return route.getEndpoint() instanceof KameletEndpoint kamelet ? kamelet.getRouteId() : null;
    }
}
