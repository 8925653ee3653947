package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import routes.intake.Intake;
import routes.ledger.Database;
import routes.ledger.ObjectEvent;
import routes.ledger.RouteControl;
import routes.ledger.Source;

@Tag("application")
@QuarkusTest
@TestProfile(WithTestRoutes.class)
class RouteSwitchTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Inject
    RouteControl control;

    @Inject
    CamelContext camel;

    @Inject
    Intake intake;

    @Inject
    Database database;

    private final String key = "in/" + UUID.randomUUID() + ".txt";

    @AfterEach
    void start() {
        control.start("small");
        awaitStatus("Started");
    }

    @Test
    void keeps_the_runs_of_a_stopped_route_until_it_is_started() {
        // Given
        control.stop("small");
        awaitStatus("Stopped");

        // When
        intake.take(List.of(event()));

        // Then
        await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> state().equals("queued"));
        control.start("small");
        awaitStatus("Started");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(state()).isEqualTo("succeeded"));
    }

    private void awaitStatus(String status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(camel.getRouteController().getRouteStatus("small"))
                        .hasToString(status));
    }

    private String state() {
        return database.first(
                        "select r.state from run r join event e on e.id = r.event_id where e.key = ?",
                        row -> row.getString(1),
                        key)
                .orElse("not there");
    }

    private ObjectEvent event() {
        return new ObjectEvent(
                Source.WEBHOOK, "ObjectCreated:Put", "small", key, key, null, "e", "01", 3L, Instant.now(), "{}");
    }
}
