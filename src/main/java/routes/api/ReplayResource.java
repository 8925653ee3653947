package routes.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import routes.shared.InvalidInputException;

/** Has events dispatched once more. */
@Guarded
@Path("/api/events/replay")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events")
public class ReplayResource {

    private final Replay replay;
    private final KnownRoutes routes;
    private final Audit audit;

    ReplayResource(Replay replay, KnownRoutes routes, Audit audit) {
        this.replay = replay;
        this.routes = routes;
        this.audit = audit;
    }

    /** Replays events, or says what would happen. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @CustomDeserialization(StrictJson.class)
    @Operation(
            operationId = "replayEvents",
            summary = "Dispatch events once more; with dryRun, only say what would start")
    public ReplayReport replay(ReplayRequest request) {
        if (request == null) {
            throw new InvalidInputException("The body is missing: give 'ids', or a 'bucket'.");
        }
        if (request.route() != null) {
            routes.find(request.route());
        }
        if (request.dryRun()) {
            return replay.replay(request, "nobody");
        }
        return replay.replay(request, audit.write("replay events", request));
    }
}
