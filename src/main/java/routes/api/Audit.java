package routes.api;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import routes.ledger.AuditLedger;

/** Notes the changes that callers of the API ask for. */
@ApplicationScoped
public class Audit {

    private final AuditLedger ledger;
    private final Caller caller;
    private final ObjectMapper json;

    Audit(AuditLedger ledger, Caller caller, ObjectMapper json) {
        this.ledger = ledger;
        this.caller = caller;
        this.json = json;
    }

    /**
     * Notes a change that is about to be made.
     *
     * @param what a verb and a thing
     * @param request what was asked for, or null
     * @return who asks
     */
    public String write(String what, Object request) {
        var who = caller.name();
        try {
            ledger.write(who, what, request == null ? null : json.writeValueAsString(request));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request that was read as JSON can be written as JSON", e);
        }
        return who;
    }
}
