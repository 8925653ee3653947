package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;

import routes.shared.InvalidInputException;

class ScheduleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void means_its_slots_in_its_time_zone() {
        var schedule = Schedule.of("0 15 * * *", ZoneId.of("Asia/Seoul"), CatchUp.ALL, Duration.ofDays(7));

        assertThat(schedule.due(at("2026-03-01T00:00:00Z"), at("2026-03-02T12:00:00Z")))
                .containsExactly(at("2026-03-01T06:00:00Z"), at("2026-03-02T06:00:00Z"));
    }

    @Test
    void knows_the_slots_of_days_in_its_time_zone() {
        var schedule = Schedule.of("0 3 * * *", ZoneId.of("Asia/Seoul"), CatchUp.NONE, Duration.ofDays(1));

        assertThat(schedule.slots(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 3)))
                .containsExactly(at("2026-03-01T18:00:00Z"), at("2026-03-02T18:00:00Z"));
    }

    @Test
    void moves_a_slot_out_of_the_hour_that_is_missing_in_spring() {
        var schedule = Schedule.of("30 2 * * *", BERLIN, CatchUp.ALL, Duration.ofDays(7));

        assertThat(schedule.due(at("2026-03-28T12:00:00Z"), at("2026-03-29T12:00:00Z")))
                .containsExactly(at("2026-03-29T01:00:00Z"));
    }

    @Test
    void adds_no_slot_to_an_hourly_schedule_in_spring() {
        var schedule = Schedule.of("15 * * * *", BERLIN, CatchUp.ALL, Duration.ofDays(7));

        assertThat(schedule.due(at("2026-03-29T00:00:00Z"), at("2026-03-29T02:00:00Z")))
                .containsExactly(at("2026-03-29T00:15:00Z"), at("2026-03-29T01:15:00Z"));
    }

    @Test
    void keeps_an_hourly_schedule_going_through_the_doubled_hour() {
        var schedule = Schedule.of("15 * * * *", BERLIN, CatchUp.ALL, Duration.ofDays(7));

        assertThat(schedule.due(at("2026-10-24T23:30:00Z"), at("2026-10-25T03:00:00Z")))
                .containsExactly(at("2026-10-25T00:15:00Z"), at("2026-10-25T01:15:00Z"), at("2026-10-25T02:15:00Z"));
    }

    @Test
    void takes_a_slot_of_the_doubled_hour_in_autumn_once() {
        var schedule = Schedule.of("30 2 * * *", BERLIN, CatchUp.ALL, Duration.ofDays(7));

        assertThat(schedule.due(at("2026-10-24T12:00:00Z"), at("2026-10-25T12:00:00Z")))
                .hasSize(1);
    }

    @Test
    void catches_up_with_every_missed_slot_but_no_older_one_than_allowed() {
        var schedule = Schedule.of("0 * * * *", BERLIN, CatchUp.ALL, Duration.ofHours(3));

        assertThat(schedule.due(at("2026-01-01T00:00:00Z"), at("2026-01-01T10:30:00Z")))
                .containsExactly(at("2026-01-01T08:00:00Z"), at("2026-01-01T09:00:00Z"), at("2026-01-01T10:00:00Z"));
    }

    @Test
    void catches_up_with_the_last_missed_slot_only() {
        var schedule = Schedule.of("0 * * * *", BERLIN, CatchUp.LAST, Duration.ofDays(1));

        assertThat(schedule.due(at("2026-01-01T00:00:00Z"), at("2026-01-01T10:30:00Z")))
                .containsExactly(at("2026-01-01T10:00:00Z"));
    }

    @Test
    void catches_up_with_the_last_slot_of_a_rare_schedule_however_long_ago_it_was() {
        var monthly = Schedule.of("0 6 1 * *", BERLIN, CatchUp.LAST, null);
        var yearly = Schedule.of("0 6 1 2 *", BERLIN, CatchUp.LAST, null);
        var everyMinute = Schedule.of("* * * * *", BERLIN, CatchUp.LAST, null);

        assertThat(monthly.due(at("2026-01-15T00:00:00Z"), at("2026-03-20T00:00:00Z")))
                .containsExactly(at("2026-03-01T05:00:00Z"));
        assertThat(yearly.due(at("2024-01-15T00:00:00Z"), at("2026-12-20T00:00:00Z")))
                .containsExactly(at("2026-02-01T05:00:00Z"));
        assertThat(everyMinute.due(at("1990-01-01T00:00:00Z"), at("2026-03-20T00:00:30Z")))
                .containsExactly(at("2026-03-20T00:00:00Z"));
        assertThat(monthly.due(at("2026-03-01T05:00:00Z"), at("2026-03-20T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void catches_up_with_all_slots_of_a_day_where_nobody_says_how_old_they_may_be() {
        var schedule = Schedule.of("0 */12 * * *", ZoneId.of("UTC"), CatchUp.ALL, null);

        assertThat(schedule.due(at("2026-01-01T00:00:00Z"), at("2026-01-10T10:00:00Z")))
                .containsExactly(at("2026-01-09T12:00:00Z"), at("2026-01-10T00:00:00Z"));
    }

    @Test
    void leaves_missed_slots_alone_but_not_one_that_is_only_just_late() {
        var schedule = Schedule.of("0 * * * *", BERLIN, CatchUp.NONE, Duration.ofDays(1));

        assertThat(schedule.due(at("2026-01-01T00:00:00Z"), at("2026-01-01T10:30:00Z")))
                .isEmpty();
        assertThat(schedule.due(at("2026-01-01T09:00:00Z"), at("2026-01-01T10:00:03Z")))
                .containsExactly(at("2026-01-01T10:00:00Z"));
    }

    @Test
    void names_a_wrong_cron_expression_and_the_remedy() {
        assertThatThrownBy(() -> Schedule.of("every day", BERLIN, CatchUp.ALL, Duration.ofDays(1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("every day")
                .hasMessageContaining("five fields");
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }
}
