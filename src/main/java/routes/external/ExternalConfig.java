package routes.external;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of all steps that go on in external systems. */
@ConfigMapping(prefix = "routes.external")
public interface ExternalConfig {

    /** How often an external system is asked for its open steps, all together. */
    @WithDefault("1s")
    Duration poll();

    /** How long an answer of an external system is waited for. */
    @WithDefault("30s")
    Duration timeout();

    /** How long a system may fail to begin a step, or to answer for one without an alert of its own, before people are told. */
    @WithDefault("15m")
    Duration alertAfter();

    /** Where the logs of finished steps are kept. */
    Logs logs();

    /** Logs of finished steps. */
    interface Logs {

        /** Bucket for the logs; without one they stay in the external system, as far as what failed stays there. */
        Optional<String> bucket();

        /** What the keys of the logs begin with; route, run and step follow. */
        @WithDefault("logs/")
        String prefix();

        /** Of a longer log the rest is left out; in bytes. */
        @WithDefault("67108864")
        long maxSize();
    }
}
