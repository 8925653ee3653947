package routes.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.SecurityContext;

import io.vertx.core.http.HttpServerRequest;

/** Who asks. */
@RequestScoped
public class Caller {

    private final HttpServerRequest request;
    private final SecurityContext security;

    Caller(HttpServerRequest request, SecurityContext security) {
        this.request = request;
        this.security = security;
    }

    /** Name and address of the caller, for the audit: {@code anonymous@127.0.0.1}. */
    public String name() {
        var principal = security.getUserPrincipal();
        var name = principal == null || principal.getName().isBlank() ? "anonymous" : principal.getName();
        return name + "@" + request.remoteAddress().hostAddress();
    }
}
