package routes.api;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Makes answers of problems. */
final class Problems {

    private static final int UNAVAILABLE = 503;
    private static final int RETRY_AFTER_SECONDS = 5;

    private Problems() {}

    static Response response(ProblemKind kind, String detail, UriInfo uri) {
        return response(new Problem(kind.type(), kind.title(), kind.status(), detail, uri.getPath()), null);
    }

    static Response response(Problem problem, String allow) {
        var response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (allow != null) {
            response.header("Allow", allow);
        }
        if (problem.status() == UNAVAILABLE) {
            response.header("Retry-After", RETRY_AFTER_SECONDS);
        }
        return response.build();
    }
}
