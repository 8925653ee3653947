package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import routes.ledger.Database;
import routes.ledger.RouteControl;
import routes.ledger.RunLedger;
import routes.ledger.SlotLedger;
import routes.ledger.Watermarks;
import routes.shared.InvalidInputException;

@Tag("application")
@QuarkusTest
@TestProfile(WithTestRoutes.class)
class ScheduledRouteTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @Inject
    Backfill backfill;

    @Inject
    Triggers triggers;

    @Inject
    Watermarks watermarks;

    @Inject
    SlotLedger slotLedger;

    @Inject
    RouteControl control;

    @Inject
    RunLedger runs;

    @Inject
    RunEngine engine;

    @Inject
    Database database;

    @Test
    void runs_past_days_with_their_own_date() {
        // When: three in the morning in Seoul is still the day before in UTC
        var slots = backfill.queue("seldom", DAY, DAY.plusDays(1), false, false);

        // Then
        assertThat(slots.slots())
                .containsExactly(Instant.parse("2026-03-01T18:00:00Z"), Instant.parse("2026-03-02T18:00:00Z"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(messages())
                        .hasSize(2)
                        .anyMatch(text -> text.startsWith("the day is 2026-03-02\n• seldom-wait succeeded in "))
                        .anyMatch(text -> text.startsWith("the day is 2026-03-03\n")));
        assertThat(database.query(
                        "select result from step s join run r on r.id = s.run_id"
                                + " where r.route = 'seldom' and s.id = 'seldom-wait' order by r.slot",
                        row -> row.getString(1)))
                .first()
                .isEqualTo("{\"until\":\"2026-03-02T08:00:00Z\"}");
    }

    @Test
    void only_says_which_days_it_would_run() {
        // When
        var slots = backfill.queue("seldom", DAY.minusDays(9), DAY.minusDays(9), false, true);

        // Then
        assertThat(slots.slots()).hasSize(1);
        assertThat(slotLedger.withRun("seldom", slots.slots())).isEmpty();
    }

    @Test
    void runs_no_past_days_of_a_route_without_schedule() {
        assertThatThrownBy(() -> backfill.queue("three-steps", DAY, DAY, false, false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("route three-steps cannot be backfilled: it begins with no schedule");
        assertThatThrownBy(() -> backfill.queue("seldom", DAY, DAY.minusDays(1), false, false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the last must not be before the first");
    }

    @Test
    void gives_a_past_day_as_long_until_its_deadline_as_it_had_on_the_day() {
        // When: at noon in Seoul, with two hours to go
        backfill.queue("in-time", DAY, DAY, false, false);

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(database.query(
                                "select (extract(epoch from s.deadline - s.started_at) / 60)::int from step s"
                                        + " join run r on r.id = s.run_id where r.route = 'in-time' and r.slot = ?",
                                row -> row.getInt(1),
                                Instant.parse("2026-03-02T03:00:00Z")))
                        .containsExactly(120));
    }

    @Test
    void a_run_that_is_begun_by_hand_is_about_the_day_that_it_is_given_or_today() {
        // When
        var given = runs.queueManual("in-time", "{\"date\":\"2026-04-01\"}");
        var today = runs.queueManual("in-time", "{}");
        var wrong = runs.queueManual("in-time", "{\"date\":\"tomorrow\"}");
        engine.wakeUp();

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(text("select request from step where run_id = ?", given)).contains("in-time-2026-04-01");
            assertThat(text("select request from step where run_id = ?", today))
                    .contains("in-time-"
                            + text("select (created_at at time zone 'UTC')::date::text from run where id = ?", today));
            assertThat(text("select state || ': ' || error from run where id = ?", wrong))
                    .isEqualTo("parked: date is tomorrow: use a day such as 2026-11-20");
        });
    }

    @Test
    void a_newer_slot_cancels_an_older_run_and_takes_its_turn() {
        // Given
        var older = Instant.parse("2026-03-02T03:00:00Z");
        var newer = Instant.parse("2026-03-03T03:00:00Z");
        slotLedger.queue("newest-first", List.of(older), false);
        engine.wakeUp();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(state(older)).isEqualTo("waiting"));

        // When
        slotLedger.queueInstead("newest-first", List.of(newer));
        engine.wakeUp();

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(state(older)).isEqualTo("cancelled");
            assertThat(state(newer)).isEqualTo("waiting");
        });
    }

    @Test
    void an_event_or_schedule_source_begins_a_run_for_each_slot_once() {
        // Given: a look of its own at the schedule, some years ahead of everybody else's
        var midnight = Instant.parse("2031-12-31T15:00:00Z");
        var yearly = new Triggers();
        yearly.add(triggers.of("yearly"));
        assertThat(schedules(yearly, midnight.minusSeconds(1)).fire()).isZero();

        // When
        var schedules = schedules(yearly, midnight);
        var fired = List.of(schedules.fire(), schedules.fire());
        engine.wakeUp();

        // Then
        assertThat(fired).containsExactly(1, 0);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(database.query(
                                "select text from message where text like '%new year%'", row -> row.getString(1)))
                        .singleElement(STRING)
                        .contains("new year 2031-12-31T15:00:00Z"));
        assertThat(database.query("select cause from run where route = 'yearly'", row -> row.getString(1)))
                .containsExactly("slot:2031-12-31T15:00:00Z");
    }

    private Schedules schedules(Triggers looked, Instant time) {
        return new Schedules(looked, slotLedger, watermarks, control, Clock.fixed(time, ZoneOffset.UTC));
    }

    private String text(String sql, long run) {
        return database.first(sql, row -> row.getString(1), run).orElse("");
    }

    private String state(Instant slot) {
        return database.first(
                        "select state from run where route = 'newest-first' and slot = ?",
                        row -> row.getString(1),
                        slot)
                .orElse("none");
    }

    private List<String> messages() {
        return database.query(
                "select text from message where dedupe_key like 'step:%' and text like 'the day is%'",
                row -> row.getString(1));
    }
}
