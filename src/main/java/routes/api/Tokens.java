package routes.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;

import routes.shared.BearerTokens;

/** The tokens of the API's callers. */
@ApplicationScoped
class Tokens {

    private final BearerTokens tokens;

    Tokens(ApiConfig config) {
        // A blank variable is how a script leaves a token out.
        this.tokens = new BearerTokens(
                "routes.api",
                config.token().filter(token -> !token.isBlank()),
                config.previous().token().filter(token -> !token.isBlank()));
    }

    void checkAtStart(@Observes StartupEvent event) {
        // Being made is the check.
    }

    boolean configured() {
        return tokens.configured();
    }

    /** Whether an {@code Authorization} header, or null, holds a valid token. */
    boolean accepts(String authorization) {
        return tokens.accepts(authorization);
    }
}
