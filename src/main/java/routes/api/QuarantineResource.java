package routes.api;

import java.util.Locale;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import routes.ledger.QuarantineLedger;
import routes.ledger.QuarantineView;
import routes.ledger.Rereading;
import routes.ledger.Source;

/** Messages that could not be read. */
@Guarded
@Path("/api/quarantine")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Quarantine")
public class QuarantineResource {

    private final QuarantineLedger quarantine;
    private final Rereading reader;
    private final Audit audit;

    QuarantineResource(QuarantineLedger quarantine, Rereading reader, Audit audit) {
        this.quarantine = quarantine;
        this.reader = reader;
        this.audit = audit;
    }

    /** Messages in quarantine, the newest first. */
    @GET
    @Operation(operationId = "listQuarantine", summary = "Messages that could not be read, the newest first")
    public Page<QuarantineView> list(@BeanParam QuarantineParameters parameters, UriInfo uri) {
        Parameters.check(uri, QuarantineParameters.class);
        var reread = Parameters.truth("reread", parameters.reread());
        return Page.of(
                parameters.limit(),
                parameters.cursor(),
                (before, most) -> quarantine.find(reread, before, most),
                QuarantineView::id);
    }

    /** One message with its body. */
    @GET
    @Path("{id}")
    @Operation(operationId = "getQuarantined", summary = "A message that could not be read, with its body")
    public QuarantineDetails get(@PathParam("id") String text) {
        var message = found(text);
        return QuarantineDetails.of(message, body(message));
    }

    /** Reads a message once more, after a fix. */
    @POST
    @Path("{id}/reread")
    @Operation(operationId = "rereadQuarantined", summary = "Read a message once more, after a fix")
    public Rereading.Result reread(@PathParam("id") String text) {
        var message = found(text);
        audit.write("reread quarantined message " + message.id(), null);
        var source = Source.valueOf(message.source().toUpperCase(Locale.ROOT));
        var result = reader.reread(source, body(message));
        if (result.unreadable().isEmpty()) {
            quarantine.markReread(message.id());
        } else if (result.eventIds().isEmpty()) {
            throw new ProblemException(
                    ProblemKind.UNREADABLE,
                    "Message " + message.id() + " still cannot be read: " + String.join("; ", result.unreadable()));
        }
        return result;
    }

    private QuarantineView found(String text) {
        var id = Ids.read("quarantined message", text);
        return quarantine.byId(id).orElseThrow(() -> ProblemException.notFound("quarantined message " + id));
    }

    private byte[] body(QuarantineView message) {
        return quarantine
                .body(message.id())
                .orElseThrow(() -> ProblemException.notFound("quarantined message " + message.id()));
    }
}
