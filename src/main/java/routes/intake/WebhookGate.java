package routes.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

import routes.shared.InvalidInputException;

/**
 * Decides who may send events. A sender proves itself by one of the valid bearer tokens or by a signature; either is
 * enough. Comparisons take the same time wherever the difference is. Safe for concurrent use.
 */
public final class WebhookGate {

    private static final String SCHEME = "bearer ";

    private final List<byte[]> tokens = new ArrayList<>();
    private final Optional<Signature> signature;
    private final boolean open;

    /**
     * @param config who may send
     * @param clock tells how old a signed timestamp is
     * @throws InvalidInputException if a token could never be sent
     */
    public WebhookGate(IntakeConfig config, Clock clock) {
        config.token().ifPresent(token -> tokens.add(digest(checked("routes.intake.token", token))));
        config.previous()
                .token()
                .ifPresent(token -> tokens.add(digest(checked("routes.intake.previous.token", token))));
        signature = config.hmac().secret().map(secret -> new Signature(config.hmac(), secret, clock));
        open = config.open() && tokens.isEmpty() && signature.isEmpty();
    }

    /**
     * Refuses to start where anybody could send events.
     *
     * @param config who may send
     * @param production whether this is the production profile, in which {@code routes.intake.open} does not count
     * @throws InvalidInputException with the remedy
     */
    public static void requireProof(IntakeConfig config, boolean production) {
        var proof = config.token().isPresent()
                || config.previous().token().isPresent()
                || config.hmac().secret().isPresent();
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

    /**
     * Whether a request is refused.
     *
     * @param header gives a request header by its name, or null
     * @param body the request's body as it came
     * @return why it is refused, for the log and not for the sender; empty if it may pass
     */
    public Optional<String> refusal(UnaryOperator<String> header, byte[] body) {
        if (open || known(header.apply("Authorization"))) {
            return Optional.empty();
        }
        return signature.isPresent()
                ? signature.get().refusal(header, body)
                : Optional.of(
                        header.apply("Authorization") == null
                                ? "the request carries no Authorization header"
                                : "the request's token is not valid");
    }

    private boolean known(String authorization) {
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return false;
        }
        var sent = digest(authorization.substring(SCHEME.length()).strip());
        var known = false;
        for (var token : tokens) {
            // No short cut: the answer takes as long for the first token as for the second.
            known |= MessageDigest.isEqual(token, sent);
        }
        return known;
    }

    private static String checked(String setting, String token) {
        if (token.isBlank() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new InvalidInputException(setting + " must be one word of printable ASCII characters: MinIO sends a "
                    + "token of two words as it is, without Bearer, and headers carry nothing else safely");
        }
        return token;
    }

    /** A digest has the same length for every token, so that a comparison does not tell the token's length either. */
    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
