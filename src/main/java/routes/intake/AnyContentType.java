package routes.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets pushed messages be read as they came, whatever the sender calls them. A message sent as a form, as {@code curl -d} does
 * when not told otherwise, would be taken apart before anybody could read it.
 */
@ApplicationScoped
class AnyContentType {

    private static final int BEFORE_BODIES_ARE_READ = 1_000;

    void register(@Observes Filters filters) {
        filters.register(AnyContentType::callItJson, BEFORE_BODIES_ARE_READ);
    }

    private static void callItJson(RoutingContext request) {
        if (request.normalizedPath().equals("/minio-event")) {
            request.request().headers().set("Content-Type", "application/json");
        }
        request.next();
    }
}
