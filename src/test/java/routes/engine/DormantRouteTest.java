package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import routes.ledger.Database;
import routes.ledger.RouteControl;
import routes.ledger.RunLedger;
import routes.ledger.SlotLedger;
import routes.ledger.Watermarks;

/** A scheduled route that does not start by itself; its looks at the schedule are years ahead of everybody else's. */
@Tag("application")
@QuarkusTest
@TestProfile(WithTestRoutes.class)
class DormantRouteTest {

    private static final Instant SLOT = Instant.parse("2031-06-01T03:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Inject
    CamelContext camel;

    @Inject
    Triggers triggers;

    @Inject
    Watermarks watermarks;

    @Inject
    SlotLedger slots;

    @Inject
    RouteControl control;

    @Inject
    RunLedger runs;

    @Inject
    RunEngine engine;

    @Inject
    Database database;

    @AfterEach
    void forget() throws Exception {
        camel.getRouteController().stopRoute("dormant");
        database.update("delete from run where route = 'dormant'");
        database.update("delete from route_control where route = 'dormant'");
        database.update("delete from watermark where name = 'schedule:dormant'");
    }

    @Test
    void has_no_slots_and_no_runs_until_it_is_started() throws Exception {
        // Given
        schedules(SLOT.minusSeconds(1)).fire();

        // When
        var asleep = schedules(SLOT).fire();
        slots.backfill("dormant", List.of(SLOT.minusSeconds(86_400)), false);
        engine.wakeUp();

        // Then
        assertThat(asleep).isZero();
        await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> states().equals(List.of("queued")));

        // When
        camel.getRouteController().startRoute("dormant");
        schedules(SLOT.minusSeconds(1)).fire();
        var awake = schedules(SLOT).fire();
        engine.wakeUp();

        // Then
        assertThat(awake).isEqualTo(1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(states()).containsExactlyInAnyOrder("queued", "waiting"));
    }

    @Test
    void has_no_slots_while_it_is_to_be_stopped() throws Exception {
        // Given
        camel.getRouteController().startRoute("dormant");
        schedules(SLOT.minusSeconds(1)).fire();
        database.update("insert into route_control (route, stopped) values ('dormant', true)");

        // When
        var fired = schedules(SLOT).fire();

        // Then
        assertThat(fired).isZero();
    }

    @Test
    void has_its_runs_cancelled_whether_or_not_it_is_started() throws Exception {
        // Given
        camel.getRouteController().startRoute("dormant");
        slots.queue("dormant", List.of(SLOT), false);
        engine.wakeUp();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(states()).containsExactly("waiting"));
        camel.getRouteController().stopRoute("dormant");

        // When
        runs.cancel(database.first("select id from run where route = 'dormant'", row -> row.getLong(1))
                .orElseThrow());
        engine.wakeUp();

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(states()).containsExactly("cancelled"));
        assertThat(database.query(
                        "select s.state from step s join run r on r.id = s.run_id where r.route = 'dormant'",
                        row -> row.getString(1)))
                .containsExactly("cancelled");
    }

    private Schedules schedules(Instant time) {
        var dormant = new Triggers();
        dormant.add(triggers.of("dormant"));
        return new Schedules(dormant, slots, watermarks, control, Clock.fixed(time, ZoneOffset.UTC));
    }

    private List<String> states() {
        return database.query("select state from run where route = 'dormant'", row -> row.getString(1));
    }
}
