package routes.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The tokens that callers may send, compared in a time that does not depend on how much of them is right. */
final class Tokens {

    private static final String SCHEME = "Bearer ";

    private final List<byte[]> valid;

    /**
     * @param current the token
     * @param previous a token that is still valid
     */
    Tokens(Optional<String> current, Optional<String> previous) {
        this.valid = Stream.of(current, previous)
                .flatMap(Optional::stream)
                .filter(token -> !token.isBlank())
                .map(token -> token.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    boolean configured() {
        return !valid.isEmpty();
    }

    /** Whether an {@code Authorization} header, or null, holds a valid token. */
    boolean accepts(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        var sent = authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        var accepted = false;
        for (var token : valid) {
            accepted |= MessageDigest.isEqual(token, sent);
        }
        return accepted;
    }
}
