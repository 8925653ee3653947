package routes.api;

import java.sql.SQLException;
import java.util.UUID;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import routes.ledger.LedgerException;
import routes.shared.InvalidInputException;

/** Answers every failed request with problem details, never with a stack trace. */
public class ProblemMappers {

    private static final Logger LOGGER = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response problem(ProblemException e, UriInfo uri) {
        return Problems.response(e.kind(), e.getMessage(), uri);
    }

    @ServerExceptionMapper
    public Response invalid(InvalidInputException e, UriInfo uri) {
        return Problems.response(ProblemKind.INVALID_REQUEST, e.getMessage(), uri);
    }

    @ServerExceptionMapper
    public Response unreadable(JsonProcessingException e, UriInfo uri) {
        return Problems.response(ProblemKind.INVALID_REQUEST, StrictJson.explain(e), uri);
    }

    /** Of its own, because the framework has an answer to this one. */
    @ServerExceptionMapper
    public Response mismatched(MismatchedInputException e, UriInfo uri) {
        return unreadable(e, uri);
    }

    /** The ledger is away, or refuses a value, or was asked in a wrong way by us. */
    @ServerExceptionMapper
    public Response ledger(LedgerException e, UriInfo uri) {
        if (e.refused()) {
            return Problems.response(
                    ProblemKind.INVALID_REQUEST, "The ledger cannot store or compare a value of the request.", uri);
        }
        if (e.getCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && cause.getSQLState().startsWith("42")) {
            return internal(e, uri);
        }
        LOGGER.warnf("%s: %s", uri.getPath(), e.getMessage());
        return Problems.response(
                ProblemKind.LEDGER_UNAVAILABLE, "The ledger cannot be reached just now. Try again.", uri);
    }

    /** What the framework refuses: an unknown path, a method, a media type, a body. */
    @ServerExceptionMapper
    public Response refused(WebApplicationException e, UriInfo uri) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonProcessingException json) {
                return unreadable(json, uri);
            }
        }
        var status = e.getResponse().getStatus();
        if (status >= 500) {
            return internal(e, uri);
        }
        var phrase = e.getResponse().getStatusInfo().getReasonPhrase();
        return Problems.response(
                new Problem("about:blank", phrase, status, phrase + ".", uri.getPath()),
                e.getResponse().getHeaderString("Allow"));
    }

    @ServerExceptionMapper
    public Response internal(RuntimeException e, UriInfo uri) {
        var reference = UUID.randomUUID();
        LOGGER.errorf(e, "Request %s to %s failed", reference, uri.getPath());
        return Problems.response(
                ProblemKind.INTERNAL, "The request failed. The log tells more of it under " + reference + ".", uri);
    }
}
