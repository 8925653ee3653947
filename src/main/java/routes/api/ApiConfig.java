package routes.api;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Settings of the API. */
@ConfigMapping(prefix = "routes.api")
public interface ApiConfig {

    /** Bearer token that callers must send; without one, only callers on the same machine are answered. */
    Optional<String> token();

    /** The token before, accepted as well while callers change over to the new one. */
    Previous previous();

    /** The token before. */
    interface Previous {

        /** Token that was valid until now. Remove it when every caller has the new one. */
        Optional<String> token();
    }
}
