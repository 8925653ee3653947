package routes.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.camel.CamelContext;
import org.apache.camel.Route;

import routes.ledger.RouteCatalogue;
import routes.ledger.RouteInfo;

/** Tells people which routes are on board. */
@ApplicationScoped
class Catalogue implements RouteCatalogue {

    private final CamelContext camel;
    private final Triggers triggers;

    Catalogue(CamelContext camel, Triggers triggers) {
        this.camel = camel;
        this.triggers = triggers;
    }

    @Override
    public List<RouteInfo> routes() {
        return camel.getRoutes().stream()
                .filter(route -> !route.isCreatedByKamelet())
                .map(this::info)
                .sorted(Comparator.comparing(RouteInfo::id))
                .toList();
    }

    private RouteInfo info(Route route) {
        var id = route.getRouteId();
        var trigger = triggers.of(id);
        var limits = trigger == null ? new Trigger.Limits(0, 0, false, -1) : trigger.limits();
        return new RouteInfo(
                id,
                route.getDescription(),
                trigger == null ? null : trigger.kind(),
                trigger == null ? Map.of() : trigger.parameters(),
                limits.concurrency(),
                limits.ratePerSecond(),
                String.valueOf(camel.getRouteController().getRouteStatus(id)),
                RouteVersion.of(route),
                source(route));
    }

    private static String source(Route route) {
        var source = route.getSourceResource();
        if (source == null || !source.exists()) {
            return null;
        }
        try (var content = source.getInputStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("route file " + source.getLocation() + " cannot be read", e);
        }
    }
}
