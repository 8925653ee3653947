package routes.shared;

import java.time.Instant;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the clock, by which schedules, waits and deadlines go. They are for demonstrations. */
@ConfigMapping(prefix = "routes.clock")
public interface ClockConfig {

    /** What the clock shows at the time {@code since}; without it, the clock shows the present. */
    Optional<Instant> start();

    /** Time on the wall at which the clock shows {@code start}. */
    Optional<Instant> since();

    /** How many times as fast as on the wall the time goes by. */
    @WithDefault("1")
    double speed();
}
