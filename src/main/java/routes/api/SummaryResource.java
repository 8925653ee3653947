package routes.api;

import java.time.Duration;
import java.time.Instant;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import routes.ledger.Summary;
import routes.ledger.SummaryQueries;

/** How things stand. */
@Guarded
@Path("/api/summary")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Summary")
public class SummaryResource {

    private static final Duration WINDOW = Duration.ofHours(1);

    private final SummaryQueries summary;

    SummaryResource(SummaryQueries summary) {
        this.summary = summary;
    }

    /** Runs by route and state, events and their outcomes, the outbox and the quarantine, in numbers. */
    @GET
    @Operation(operationId = "getSummary", summary = "How things stand, in numbers")
    public Summary get(@BeanParam SummaryParameters parameters, UriInfo uri) {
        Parameters.check(uri, SummaryParameters.class);
        var since = Parameters.time("since", parameters.since());
        return summary.since(since == null ? Instant.now().minus(WINDOW) : since);
    }
}
