package routes.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import routes.ledger.RouteControl;

/** Routes, and what people may do with them. */
@Guarded
@Path("/api/routes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Routes")
public class RoutesResource {

    private final KnownRoutes routes;
    private final RouteControl control;
    private final Audit audit;

    RoutesResource(KnownRoutes routes, RouteControl control, Audit audit) {
        this.routes = routes;
        this.control = control;
        this.audit = audit;
    }

    /** All routes by id. */
    @GET
    @Operation(operationId = "listRoutes", summary = "Routes with their trigger, limits, state and YAML")
    public Page<RouteDetails> list() {
        return new Page<>(routes.all(), null);
    }

    /** Lets a route start no further runs. */
    @POST
    @Path("{id}/pause")
    @Operation(operationId = "pauseRoute", summary = "Let a route start no runs, over all replicas")
    public RouteDetails pause(@PathParam("id") String id) {
        var route = routes.find(id);
        audit.write("pause route " + id, null);
        control.pause(id);
        return new RouteDetails(route, true);
    }

    /** Lets a route start runs again. */
    @POST
    @Path("{id}/resume")
    @Operation(operationId = "resumeRoute", summary = "Let a paused route start runs again")
    public RouteDetails resume(@PathParam("id") String id) {
        var route = routes.find(id);
        audit.write("resume route " + id, null);
        control.resume(id);
        return new RouteDetails(route, false);
    }
}
