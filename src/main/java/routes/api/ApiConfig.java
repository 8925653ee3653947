package routes.api;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Settings of the API. */
@ConfigMapping(prefix = "routes.api")
public interface ApiConfig {

    /** Bearer token that callers must send; without one, only callers on the same machine are answered. */
    Optional<String> token();

    /** A second valid token, so that the first can be replaced without an interruption. */
    Optional<String> previousToken();
}
