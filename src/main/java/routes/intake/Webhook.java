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

    /**
     * What the sender is told.
     *
     * @param status of HTTP
     * @param text for a person who tries it out; the store ignores it
     */
    public record Answer(int status, String text) {

        /** The text as bytes, so that its length is known and the answer is sent in one piece. */
        public ByteBuffer bytes() {
            return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Takes a pushed message. Whatever could be stored is answered by 200, unreadable ones too: MinIO sends a message again,
     * for ever, and holds back all later ones, until it gets a 2xx.
     */
    public Answer receive(@Headers Map<String, Object> headers, @Body byte[] message) {
        var body = message == null ? new byte[0] : message;
        var refusal = gate.refusal(name -> text(headers.get(name)), body);
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        try {
            intake.take(Source.WEBHOOK, body);
            ledgerAway = false;
            return new Answer(200, "taken\n");
        } catch (LedgerException | IllegalStateException e) {
            return later(e);
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
        return new Answer(401, "refused: send the token of routes.intake.token as Authorization: Bearer\n");
    }

    private Answer later(RuntimeException reason) {
        if (!ledgerAway) {
            LOG.warnf("pushes are put off: %s", reason.getMessage());
            ledgerAway = true;
        }
        return new Answer(503, "not now: send it again\n");
    }

    private static String text(Object header) {
        return header == null ? null : header.toString();
    }
}
