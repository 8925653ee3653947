package routes.engine;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the engine that routes runs. */
@ConfigMapping(prefix = "routes.engine")
public interface EngineConfig {

    /** Runs that this replica routes at once; each holds a thread while it is routed, none while it waits. */
    @WithDefault("32")
    int threads();

    /** How often the ledger is asked for runs that another replica has queued, or whose time has come. */
    @WithDefault("500ms")
    Duration poll();

    /** How a failed run is tried again. */
    Retry retry();

    /** Back-off of failed runs. */
    interface Retry {

        /** Attempts before a run is parked. */
        @WithDefault("5")
        int attempts();

        /** Wait after the first failure; doubled after each further one. */
        @WithDefault("2s")
        Duration delay();

        /** Longest wait between two attempts; what waits for a system that is away goes on that soon after it is back. */
        @WithDefault("5m")
        Duration maxDelay();
    }
}
