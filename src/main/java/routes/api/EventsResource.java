package routes.api;

import java.io.IOException;
import java.net.URI;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import routes.ledger.Acceptance;
import routes.ledger.EventQueries;
import routes.ledger.EventView;
import routes.ledger.ManualEvents;
import routes.ledger.RunFilter;
import routes.ledger.RunQueries;
import routes.shared.InvalidInputException;

/** Events and what became of them. */
@Guarded
@Path("/api/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events")
public class EventsResource {

    private final EventQueries events;
    private final RunQueries runs;
    private final ManualEvents objects;
    private final Audit audit;

    EventsResource(EventQueries events, RunQueries runs, ManualEvents objects, Audit audit) {
        this.events = events;
        this.runs = runs;
        this.objects = objects;
        this.audit = audit;
    }

    /** Events, the newest first. */
    @GET
    @Operation(operationId = "listEvents", summary = "Events with their outcomes, the newest first")
    public Page<EventView> list(@BeanParam EventParameters parameters, UriInfo uri) {
        Parameters.check(uri, EventParameters.class);
        var filter = parameters.filter();
        return Page.of(
                parameters.limit(),
                parameters.cursor(),
                (before, most) -> events.find(filter, before, most),
                EventView::id);
    }

    /** Takes an object that the caller names, as if the store had told of it. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @CustomDeserialization(StrictJson.class)
    @Operation(
            operationId = "takeObject",
            summary = "Take an object of the store as an event, with its outcomes and runs")
    @APIResponse(responseCode = "201", description = "The new event")
    @APIResponse(responseCode = "200", description = "An event that was known, or a duplicate of one")
    public Response take(EventRequest request) {
        if (request == null) {
            throw new InvalidInputException("The body is missing: give 'bucket' and 'key' of an object.");
        }
        audit.write("take object as event", request);
        var accepted = accept(request);
        var id = accepted.eventId();
        var event = events.byId(id).orElseThrow(() -> ProblemException.notFound("event " + id));
        return Response.status(accepted.fresh() ? Response.Status.CREATED : Response.Status.OK)
                .location(URI.create("/api/events/" + id))
                .entity(event)
                .build();
    }

    private Acceptance accept(EventRequest request) {
        try {
            return objects.take(request.bucket(), request.key(), request.versionId())
                    .orElseThrow(() -> new ProblemException(
                            ProblemKind.NOT_FOUND, "The store has no object " + request.name() + "."));
        } catch (IOException e) {
            throw new ProblemException(ProblemKind.SYSTEM_UNAVAILABLE, e.getMessage());
        } catch (IllegalStateException e) {
            throw new ProblemException(
                    ProblemKind.STARTING, "The routes are still being started, or some could not be. Try again.");
        }
    }

    /** One event's story. */
    @GET
    @Path("{id}")
    @Operation(operationId = "getEvent", summary = "An event as it was received, its outcomes and its runs")
    public EventDetails get(@PathParam("id") String text) {
        var id = Ids.read("event", text);
        var event = events.byId(id).orElseThrow(() -> ProblemException.notFound("event " + id));
        var origin = events.origin(id).orElseThrow(() -> ProblemException.notFound("event " + id));
        var filter = new RunFilter(null, null, null, id, null, null);
        return new EventDetails(event, origin, runs.find(filter, Long.MAX_VALUE, Parameters.MOST));
    }
}
