package routes.api;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import io.vertx.core.http.HttpServerRequest;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets only those callers in who may use the API. */
@Guarded
public class ApiGate {

    private final Tokens tokens;

    ApiGate(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Null lets the request pass. */
    @ServerRequestFilter
    public Response check(HttpServerRequest request, UriInfo uri) {
        if (tokens.configured()) {
            return tokens.accepts(request.getHeader("Authorization")) ? null : unauthenticated(uri);
        }
        if (NearCaller.is(request)) {
            return null;
        }
        return Problems.response(
                ProblemKind.FORBIDDEN,
                "Without a configured token the API answers only callers on the same machine that ask it directly, by"
                        + " the name localhost. Set routes.api.token and send it as a Bearer token.",
                uri);
    }

    private static Response unauthenticated(UriInfo uri) {
        return Response.fromResponse(Problems.response(
                        ProblemKind.UNAUTHENTICATED, "Send the header 'Authorization: Bearer <token>'.", uri))
                .header("WWW-Authenticate", "Bearer realm=\"sluice\"")
                .build();
    }
}
