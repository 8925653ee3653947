package routes.external;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;

class ParametersTest {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    /** Three in the afternoon in Seoul. */
    private static final Instant AFTERNOON = Instant.parse("2026-03-02T06:00:00Z");

    /** Ten in the evening there. */
    private static final Instant EVENING = Instant.parse("2026-03-02T13:00:00Z");

    @Test
    void means_a_time_of_the_slots_day_while_that_is_to_come() {
        assertThat(first("16:30", AFTERNOON, AFTERNOON.plusSeconds(2))).isEqualTo("2026-03-02T07:30:00Z");
        assertThat(first("16:30", AFTERNOON, AFTERNOON.plusSeconds(3_600))).isEqualTo("2026-03-02T07:30:00Z");
    }

    @Test
    void means_a_time_of_the_next_day_where_the_slot_comes_after_it() {
        assertThat(first("02:00", EVENING, EVENING.plusSeconds(2))).isEqualTo("2026-03-02T17:00:00Z");
    }

    @Test
    void gives_a_backfill_and_a_later_retry_as_much_time_as_the_day_itself_had() {
        assertThat(first("16:30", AFTERNOON, Instant.parse("2026-03-09T00:00:00Z")))
                .isEqualTo("2026-03-09T01:30:00Z");
        assertThat(first("02:00", EVENING, Instant.parse("2026-03-02T23:00:00Z")))
                .isEqualTo("2026-03-03T03:00:00Z");
    }

    @Test
    void means_the_next_such_time_where_there_is_no_slot() {
        assertThat(first("16:30", AFTERNOON, AFTERNOON)).isEqualTo("2026-03-02T07:30:00Z");
        assertThat(first("02:00", AFTERNOON, AFTERNOON)).isEqualTo("2026-03-02T17:00:00Z");
    }

    private static Instant first(String time, Instant slot, Instant begin) {
        return Parameters.first(LocalTime.parse(time), SEOUL, slot, begin);
    }
}
