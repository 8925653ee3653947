package routes.shared;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The bearer tokens that callers may send: the one that is valid, and the one before while callers change over. A comparison
 * takes the same time wherever the difference is. Safe for concurrent use.
 */
public final class BearerTokens {

    private static final String SCHEME = "Bearer ";

    private final List<Secret<byte[]>> valid = new ArrayList<>();

    /**
     * @param prefix of the settings {@code <prefix>.token} and {@code <prefix>.previous.token}
     * @param current the token
     * @param previous a token that is still valid
     * @throws InvalidInputException if one could never be sent
     */
    public BearerTokens(String prefix, Optional<String> current, Optional<String> previous) {
        current.ifPresent(token -> add(prefix + ".token", token));
        previous.ifPresent(token -> add(prefix + ".previous.token", token));
    }

    /** Whether there is any. */
    public boolean configured() {
        return !valid.isEmpty();
    }

    /** Whether an {@code Authorization} header, or null, holds a valid token. */
    public boolean accepts(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        var sent = digest(authorization.substring(SCHEME.length()).strip());
        var accepted = false;
        for (var token : valid) {
            // No short cut: the answer takes as long for the first token as for the second.
            accepted |= MessageDigest.isEqual(token.get(), sent);
        }
        return accepted;
    }

    private void add(String setting, String token) {
        valid.add(Secret.of(setting, token, text -> digest(checked(setting, text))));
    }

    private static String checked(String setting, String token) {
        if (token.isBlank() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new InvalidInputException(setting + " must be one word of printable ASCII characters: headers carry"
                    + " nothing else safely, and MinIO sends a token of two words as it is, without Bearer");
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
