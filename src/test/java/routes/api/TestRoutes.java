package routes.api;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import routes.ledger.Dispatch;
import routes.ledger.ObjectEvent;
import routes.ledger.RouteCatalogue;
import routes.ledger.RouteInfo;
import routes.ledger.Verdict;

/** Three triggered routes: one takes {@code .mcap} objects, another {@code .json} objects, and one has a schedule. */
@Alternative
@ApplicationScoped
public class TestRoutes implements Dispatch, RouteCatalogue {

    @Override
    public List<Verdict> decide(ObjectEvent event) {
        return List.of(verdict("recordings", ".mcap", event), verdict("orders", ".json", event));
    }

    @Override
    public List<RouteInfo> routes() {
        return List.of(info("orders", ".json"), info("recordings", ".mcap"), nightly());
    }

    private static Verdict verdict(String route, String suffix, ObjectEvent event) {
        return event.key().endsWith(suffix)
                ? Verdict.start(route, "suffix is " + suffix)
                : Verdict.skip(route, "suffix is not " + suffix + ": " + event.key());
    }

    private static RouteInfo nightly() {
        return new RouteInfo("stocktaking", "Counts", "schedule", Map.of(), 0, 0, "Started", "v1", "- route: {}");
    }

    private static RouteInfo info(String id, String suffix) {
        return new RouteInfo(
                id, "Takes " + suffix, "object-event", Map.of("suffix", suffix), 4, 0, "Started", "v1", "- route: {}");
    }
}
