package routes.intake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import org.apache.camel.Body;
import org.apache.camel.Headers;
import org.jboss.logging.Logger;

import routes.ledger.LedgerException;
import routes.ledger.Source;

/** Answers the store's pushes. */
@Unremovable
@Named("webhook")
@ApplicationScoped
public class Webhook {

    private static final Logger LOG = Logger.getLogger(Webhook.class);

    private static final byte[] NOTHING = {};

    private final Intake intake;
    private final WebhookGate gate;
    private final Refusals refusals;
    private volatile boolean ledgerAway;

    Webhook(Intake intake, IntakeConfig config, Clock clock) {
        WebhookGate.requireProof(config, LaunchMode.current() == LaunchMode.NORMAL);
        this.intake = intake;
        this.gate = new WebhookGate(config, clock);
        this.refusals = new Refusals(clock);
    }

    void checkAtStart(@Observes StartupEvent event) {
        // Being made is the check: who may send must be clear before the first event comes.
    }

    /** What the sender is told, by a status of HTTP and a text for a person who tries it out; the store ignores that. */
    enum Answer {
        TAKEN(200, "taken\n"),
        REFUSED(401, "refused: send the token of routes.intake.token as Authorization: Bearer\n"),
        LATER(503, "not now: send it again\n");

        private final int status;
        private final byte[] text;

        Answer(int status, String text) {
            this.status = status;
            this.text = text.getBytes(StandardCharsets.UTF_8);
        }

        int status() {
            return status;
        }

        byte[] text() {
            return text;
        }
    }

    /**
     * Takes a pushed message, and makes the answer of the request: its headers are replaced, the answer's text is returned. Whatever
     * could be stored is answered by 200, unreadable ones too: MinIO sends a message again, for ever, and holds back all later
     * ones, until it gets a 2xx.
     */
    public ByteBuffer receive(@Headers Map<String, Object> headers, @Body byte[] message) {
        var answer = answer(headers, message == null ? new byte[0] : message);
        // Here rather than in the route, where each step and expression takes longer than all of this.
        headers.clear();
        headers.put("CamelHttpResponseCode", answer.status);
        headers.put("Content-Type", "text/plain");
        // Its length is known, so the answer is sent in one piece.
        return ByteBuffer.wrap(answer.text);
    }

    private Answer answer(Map<String, Object> headers, byte[] body) {
        var refusal = gate.refusal(name -> text(headers.get(name)), body);
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        try {
            intake.take(Source.WEBHOOK, body);
            ledgerAway = false;
            return Answer.TAKEN;
        } catch (LedgerException | IllegalStateException e) {
            if (!ledgerAway) {
                LOG.warnf("pushes are put off: %s", e.getMessage());
                ledgerAway = true;
            }
            return Answer.LATER;
        }
    }

    /** How a sender is refused whose headers are enough to do so, or null. */
    Answer refusalWithoutBody(UnaryOperator<String> header) {
        return gate.needsBody()
                ? null
                : gate.refusal(header, NOTHING).map(this::refused).orElse(null);
    }

    private Answer refused(String reason) {
        refusals.tell(reason).ifPresent(LOG::warn);
        return Answer.REFUSED;
    }

    private static String text(Object header) {
        return header == null ? null : header.toString();
    }
}
