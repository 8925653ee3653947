package routes.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * Looks at pushed messages before their bodies are read. They are read as they came, whatever the sender calls them: a message
 * sent as a form, as {@code curl -d} does when not told otherwise, would be taken apart before anybody could read it. And who
 * shows no valid token fills no memory with a body, unless a signature over it could still prove who it is.
 */
@ApplicationScoped
class AnyContentType {

    private static final int BEFORE_BODIES_ARE_READ = 1_000;

    private final Webhook webhook;

    AnyContentType(Webhook webhook) {
        this.webhook = webhook;
    }

    void register(@Observes Filters filters) {
        filters.register(this::look, BEFORE_BODIES_ARE_READ);
    }

    private void look(RoutingContext request) {
        if (!request.normalizedPath().equals("/minio-event")) {
            request.next();
            return;
        }
        request.request().headers().set("Content-Type", "application/json");
        var refusal = request.request().method().equals(HttpMethod.POST)
                ? webhook.refusalWithoutBody(request.request()::getHeader)
                : null;
        if (refusal == null) {
            request.next();
        } else {
            // What is still to come is read and dropped, so that the connection can be used again.
            request.request().resume();
            request.response()
                    .setStatusCode(refusal.status())
                    .putHeader("Content-Type", "text/plain")
                    .end(Buffer.buffer(refusal.text()));
        }
    }
}
