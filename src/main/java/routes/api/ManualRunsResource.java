package routes.api;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import routes.ledger.RunLedger;
import routes.ledger.RunQueries;

/** Starts runs because somebody asks for them. */
@Guarded
@Path("/api/routes/{id}/runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Routes")
public class ManualRunsResource {

    private static final int MOST_BYTES = 64 * 1024;

    private final KnownRoutes routes;
    private final RunLedger ledger;
    private final RunQueries runs;
    private final Audit audit;

    ManualRunsResource(KnownRoutes routes, RunLedger ledger, RunQueries runs, Audit audit) {
        this.routes = routes;
        this.ledger = ledger;
        this.runs = runs;
        this.audit = audit;
    }

    /** Queues a run with the body as its input; every call is a run of its own. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @CustomDeserialization(StrictJson.class)
    @Operation(operationId = "startRun", summary = "Start a run with any JSON as its input, 64 KiB at most")
    @APIResponse(responseCode = "201", description = "The queued run")
    public Response start(@PathParam("id") String id, JsonNode input) {
        var route = routes.find(id);
        if (route.trigger() == null) {
            throw new ProblemException(
                    ProblemKind.CONFLICT, "Route '" + id + "' has no runs: it begins with no trigger of Sluice.");
        }
        if (route.trigger().equals("object-event")) {
            throw new ProblemException(
                    ProblemKind.CONFLICT,
                    "Route '" + id + "' works on objects, and a run by hand has none. Name the object: POST /api/events"
                            + " {\"bucket\": ..., \"key\": ...}; or replay its event.");
        }
        var text = input == null || input.isMissingNode() ? null : input.toString();
        if (text != null && text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new ProblemException(
                    ProblemKind.TOO_LARGE, "The input is larger than 64 KiB; put it into the store and name its key.");
        }
        audit.write("start run of route " + id, input);
        var run = runs.byId(ledger.queueManual(id, text)).orElseThrow();
        return Response.created(URI.create("/api/runs/" + run.id())).entity(run).build();
    }
}
