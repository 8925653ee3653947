package routes.intake;

import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;

import routes.shared.BearerTokens;
import routes.shared.InvalidInputException;

/**
 * Decides who may send events. A sender proves itself by one of the valid bearer tokens or by a signature; either is
 * enough. Safe for concurrent use.
 */
public final class WebhookGate {

    private final BearerTokens tokens;
    private final Optional<Signature> signature;
    private final boolean open;

    /**
     * @param config who may send
     * @param clock tells how old a signed timestamp is
     * @throws InvalidInputException if a token could never be sent
     */
    public WebhookGate(IntakeConfig config, Clock clock) {
        tokens = new BearerTokens(
                "routes.intake", config.token(), config.previous().token());
        signature = config.hmac().secret().map(secret -> new Signature(config.hmac(), secret, clock));
        open = config.open() && !tokens.configured() && signature.isEmpty();
    }

    /** Whether senders have to prove themselves, by whichever means. */
    static boolean proofIsDemanded(IntakeConfig config) {
        return config.token().isPresent()
                || config.previous().token().isPresent()
                || config.hmac().secret().isPresent();
    }

    /**
     * Refuses to start where anybody could send events.
     *
     * @param config who may send
     * @param production whether this is the production profile, in which {@code routes.intake.open} does not count
     * @throws InvalidInputException with the remedy
     */
    public static void requireProof(IntakeConfig config, boolean production) {
        var proof = proofIsDemanded(config);
        if (!proof && production) {
            throw new InvalidInputException(
                    "no sender of events can prove itself: set routes.intake.token (environment "
                            + "ROUTES_INTAKE_TOKEN) to the token that the store sends, in MinIO MINIO_NOTIFY_WEBHOOK_AUTH_TOKEN_"
                            + "<target>, or routes.intake.hmac.secret; routes.intake.open does not count in production");
        }
        if (!proof && !config.open()) {
            throw new InvalidInputException("no sender of events can prove itself: set routes.intake.token, or "
                    + "routes.intake.open=true to let anybody send events to this development system");
        }
    }

    /** Whether what a request shows in its headers may not be enough to decide. */
    boolean needsBody() {
        return signature.isPresent();
    }

    /**
     * Whether a request is refused.
     *
     * @param header gives a request header by its name, or null
     * @param body the request's body as it came
     * @return why it is refused, for the log and not for the sender; empty if it may pass
     */
    public Optional<String> refusal(UnaryOperator<String> header, byte[] body) {
        if (open || tokens.accepts(header.apply("Authorization"))) {
            return Optional.empty();
        }
        return signature.isPresent()
                ? signature.get().refusal(header, body)
                : Optional.of(
                        header.apply("Authorization") == null
                                ? "the request carries no Authorization header"
                                : "the request's token is not valid");
    }
}
