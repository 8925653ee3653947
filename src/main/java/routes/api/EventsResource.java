package routes.api;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import routes.ledger.EventQueries;
import routes.ledger.EventView;
import routes.ledger.RunFilter;
import routes.ledger.RunQueries;

/** Events and what became of them. */
@Guarded
@Path("/api/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events")
public class EventsResource {

    private final EventQueries events;
    private final RunQueries runs;

    EventsResource(EventQueries events, RunQueries runs) {
        this.events = events;
        this.runs = runs;
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
