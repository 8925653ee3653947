package routes.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import routes.engine.Backfill;
import routes.shared.InvalidInputException;

/** Has past slots of a schedule run. */
@Guarded
@Path("/api/routes/{id}/backfill")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Routes")
public class BackfillResource {

    private final KnownRoutes routes;
    private final Backfill backfill;
    private final Audit audit;

    BackfillResource(KnownRoutes routes, Backfill backfill, Audit audit) {
        this.routes = routes;
        this.backfill = backfill;
        this.audit = audit;
    }

    /** Queues a run for each slot of some days, or says which these are. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @CustomDeserialization(StrictJson.class)
    @Operation(
            operationId = "backfillRoute",
            summary = "Queue a run for each past slot of a schedule; with dryRun, only say which")
    public BackfillReport backfill(@PathParam("id") String id, BackfillRequest request) {
        if (request == null) {
            throw new InvalidInputException("The body is missing: give 'from' and 'to'.");
        }
        routes.find(id);
        if (!request.dryRun()) {
            audit.write("backfill route " + id, request);
        }
        var slots = backfill.queue(id, request.from(), request.to(), request.again(), request.dryRun());
        return new BackfillReport(request.dryRun(), slots.slots(), slots.had());
    }
}
