package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.apache.camel.CamelContext;
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

    @Inject
    RouteControl control;

    @Inject
    CamelContext camel;

    @Inject
    Intake intake;

    @Inject
    Database database;

    @Test
    void keeps_the_runs_of_a_stopped_route_until_it_is_started() {
        // Given
        control.stop("small");
        awaitStatus("Stopped");

        // When
        intake.take(List.of(event()));

        // Then
        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(3)).until(() -> state().equals("queued"));
        control.start("small");
        awaitStatus("Started");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(state()).isEqualTo("succeeded"));
    }

    private void awaitStatus(String status) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(camel.getRouteController().getRouteStatus("small"))
                        .hasToString(status));
    }

    private String state() {
        return database.first(
                        "select r.state from run r join event e on e.id = r.event_id where e.key = 'in/switched.txt'",
                        row -> row.getString(1))
                .orElse("not there");
    }

    private static ObjectEvent event() {
        return new ObjectEvent(
                Source.WEBHOOK,
                "ObjectCreated:Put",
                "small",
                "in/switched.txt",
                "in/switched.txt",
                null,
                "e",
                "01",
                3L,
                Instant.now(),
                "{}");
    }
}
