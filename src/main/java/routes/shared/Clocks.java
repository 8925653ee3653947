package routes.shared;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

/** Gives the application its clock. */
@ApplicationScoped
public class Clocks {

    private static final Logger LOG = Logger.getLogger(Clocks.class);

    private final Optional<FastClock> fast;

    private Clocks(Optional<FastClock> fast) {
        this.fast = fast;
    }

    /** Clocks that show the present. */
    public static Clocks present() {
        return new Clocks(Optional.empty());
    }

    @Inject
    Clocks(ClockConfig config) {
        var wall = Clock.systemUTC();
        fast = config.start()
                .map(start -> new FastClock(wall, config.since().orElseGet(wall::instant), start, config.speed()));
        fast.ifPresent(clock -> LOG.warnf(
                "this is a demonstration: the clock shows %s and runs %s times as fast as time",
                clock.instant(), config.speed()));
    }

    @Produces
    @ApplicationScoped
    Clock clock() {
        return fast.map(Clock.class::cast).orElseGet(Clock::systemUTC);
    }

    /** The time on the wall at which the application's clock shows a time. */
    public Instant onTheWall(Instant shown) {
        var endless = shown.equals(Instant.MAX) || shown.equals(Instant.EPOCH);
        return endless ? shown : fast.map(clock -> clock.onTheWall(shown)).orElse(shown);
    }
}
