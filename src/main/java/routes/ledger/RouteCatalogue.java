package routes.ledger;

import java.util.List;

/** The routes on board of this replica. */
public interface RouteCatalogue {

    /** All routes that people care about, by id; those a Kamelet is made of are left out. */
    List<RouteInfo> routes();
}
