package routes.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

class FastClockTest {

    private static final Instant SINCE = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant START = Instant.parse("2026-01-01T15:00:00Z");

    @Test
    void shows_as_many_times_the_time_that_has_passed_as_it_is_fast() {
        var clock = at(SINCE.plusSeconds(10), 600);

        assertThat(clock.instant()).isEqualTo("2026-01-01T16:40:00Z");
    }

    @Test
    void knows_when_it_will_show_a_time() {
        var clock = at(SINCE, 600);

        assertThat(clock.onTheWall(Instant.parse("2026-01-01T17:00:00Z"))).isEqualTo(SINCE.plusSeconds(12));
    }

    @Test
    void does_not_stand_still() {
        assertThatThrownBy(() -> at(SINCE, 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("routes.clock.speed is 0.0: it must be more than 0");
    }

    private static FastClock at(Instant now, double speed) {
        return new FastClock(Clock.fixed(now, ZoneOffset.UTC), SINCE, START, speed);
    }
}
