package routes.api;

import java.util.List;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.RouteCatalogue;
import routes.ledger.RouteControl;
import routes.ledger.RouteInfo;

/** The routes that callers may name. */
@ApplicationScoped
public class KnownRoutes {

    private final RouteCatalogue catalogue;
    private final RouteControl control;

    KnownRoutes(RouteCatalogue catalogue, RouteControl control) {
        this.catalogue = catalogue;
        this.control = control;
    }

    /** All routes, as people have set them. */
    public List<RouteDetails> all() {
        var paused = control.paused();
        var stopped = control.stopped();
        return catalogue.routes().stream()
                .map(route -> new RouteDetails(route, paused.contains(route.id()), stopped.contains(route.id())))
                .toList();
    }

    /** The route of that id, as people have set it. */
    public RouteDetails details(String id) {
        return new RouteDetails(
                find(id), control.paused().contains(id), control.stopped().contains(id));
    }

    /**
     * The route of that id.
     *
     * @throws ProblemException if there is none, naming those that are there
     */
    public RouteInfo find(String id) {
        var routes = catalogue.routes();
        return routes.stream()
                .filter(route -> route.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemKind.NOT_FOUND,
                        "There is no route '" + id + "'. Routes: "
                                + routes.stream().map(RouteInfo::id).collect(Collectors.joining(", ")) + "."));
    }
}
