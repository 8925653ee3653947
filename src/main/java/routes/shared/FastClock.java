package routes.shared;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock on which time goes by faster than on the wall. Two with the same settings show the same. */
public final class FastClock extends Clock {

    private final Clock wall;
    private final Instant since;
    private final Instant start;
    private final double speed;

    /**
     * @param wall the present
     * @param since when it shows {@code start}
     * @param start what it shows then
     * @param speed seconds on it in a second on the wall, more than 0
     */
    public FastClock(Clock wall, Instant since, Instant start, double speed) {
        if (!(speed > 0)) {
            throw new InvalidInputException("routes.clock.speed is " + speed + ": it must be more than 0");
        }
        this.wall = wall;
        this.since = since;
        this.start = start;
        this.speed = speed;
    }

    @Override
    public ZoneId getZone() {
        return wall.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new FastClock(wall.withZone(zone), since, start, speed);
    }

    @Override
    public Instant instant() {
        return start.plus(scaled(Duration.between(since, wall.instant()), speed));
    }

    /** The time on the wall at which this clock shows a time. */
    Instant onTheWall(Instant shown) {
        return since.plus(scaled(Duration.between(start, shown), 1 / speed));
    }

    private static Duration scaled(Duration duration, double factor) {
        return Duration.ofMillis(Math.round(duration.toMillis() * factor));
    }
}
