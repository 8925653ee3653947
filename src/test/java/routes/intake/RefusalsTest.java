package routes.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

class RefusalsTest {

    @Test
    void tells_of_the_first_at_once_and_then_of_how_many_there_were() {
        // Given
        var clock = new SetClock();
        var refusals = new Refusals(clock);

        // Then
        assertThat(refusals.tell("no token")).contains("a push is refused: no token");
        assertThat(refusals.tell("no token")).isEmpty();
        clock.now = clock.now.plusSeconds(59);
        assertThat(refusals.tell("no token")).isEmpty();
        clock.now = clock.now.plusSeconds(1);
        assertThat(refusals.tell("wrong token"))
                .contains("a push is refused: wrong token; 2 more were since the last line");
        assertThat(refusals.tell("wrong token")).isEmpty();
    }

    private static final class SetClock extends Clock {

        private Instant now = Instant.parse("2026-11-20T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
