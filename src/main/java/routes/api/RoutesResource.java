package routes.api;

import java.util.function.Consumer;

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
        return set(id, "pause", control::pause);
    }

    /** Lets a route start runs again. */
    @POST
    @Path("{id}/resume")
    @Operation(operationId = "resumeRoute", summary = "Let a paused route start runs again")
    public RouteDetails resume(@PathParam("id") String id) {
        return set(id, "resume", control::resume);
    }

    /** Takes a route out of service. */
    @POST
    @Path("{id}/stop")
    @Operation(operationId = "stopRoute", summary = "Take a route out of service, over all replicas")
    public RouteDetails stop(@PathParam("id") String id) {
        return set(id, "stop", control::stop);
    }

    /** Puts a route into service again. */
    @POST
    @Path("{id}/start")
    @Operation(operationId = "startRoute", summary = "Put a stopped route into service again")
    public RouteDetails start(@PathParam("id") String id) {
        return set(id, "start", control::start);
    }

    private RouteDetails set(String id, String verb, Consumer<String> change) {
        var known = routes.find(id).id();
        audit.write(verb + " route " + known, null);
        change.accept(known);
        return routes.details(known);
    }
}
