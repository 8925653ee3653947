package routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("application")
@QuarkusTest
@TestProfile(ApiProfile.class)
class RunsApiTest {

    @Inject
    Ledger ledger;

    @TestHTTPResource
    URI address;

    private ApiCaller api;

    @BeforeEach
    void call_the_application_under_test() {
        api = new ApiCaller(address);
    }

    @Test
    void shows_a_run_with_its_steps_and_their_results_as_json() {
        // Given
        var run = ledger.succeededRun(ledger.event("steps", "a.mcap"));

        // When
        var shown = api.get("/api/runs/" + run).json();

        // Then
        assertThat(shown.path("state").asText()).isEqualTo("succeeded");
        assertThat(shown.path("key").asText()).isEqualTo("a.mcap");
        assertThat(shown.path("nextAttemptAt").isNull()).isTrue();
        assertThat(shown.path("steps").path(0).path("externalId").asText()).isEqualTo("recordings-" + run);
        assertThat(shown.path("steps").path(0).path("result").path("rows").asInt())
                .isEqualTo(3);
    }

    @Test
    void lists_runs_by_state_and_event() {
        // Given
        var event = ledger.event("runs", "a.mcap");
        var run = ledger.parkedRun(event);

        // When
        var parked = api.get("/api/runs?route=recordings&state=parked&event=" + event);
        var queued = api.get("/api/runs?state=queued&event=" + event);

        // Then
        assertThat(parked.json().path("items").findValuesAsText("id")).containsExactly(String.valueOf(run));
        assertThat(queued.json().path("items")).isEmpty();
        assertThat(api.get("/api/runs?state=lost").detail())
                .contains("'state' is 'lost'", "queued, running, waiting, succeeded, parked, cancelled");
    }

    @Test
    void retries_a_parked_run_and_notes_who_asked() {
        // Given
        var run = ledger.parkedRun(ledger.event("retried", "a.mcap"));

        // When
        var answer = api.post("/api/runs/" + run + "/retry", "{\"from\":\"start\"}");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("state").asText()).isEqualTo("queued");
        assertThat(ledger.texts(
                        "select who || ' ' || (details::json ->> 'from') from audit where what = ?",
                        "retry run " + run))
                .containsExactly("anonymous@127.0.0.1 start");
    }

    @Test
    void retries_from_the_failed_step_without_a_body() {
        // Given
        var run = ledger.parkedRun(ledger.event("retried", "b.mcap"));

        // When
        var answer = api.post("/api/runs/" + run + "/retry", null);

        // Then
        assertThat(answer.json().path("state").asText()).isEqualTo("queued");
    }

    @Test
    void refuses_to_retry_a_run_that_succeeded() {
        // Given
        var run = ledger.succeededRun(ledger.event("retried", "c.mcap"));

        // When
        var answer = api.post("/api/runs/" + run + "/retry", "{}");

        // Then
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.detail())
                .startsWith("Run " + run + " has the state succeeded. Only a parked or cancelled run");
        assertThat(ledger.texts("select who from audit where what = ?", "retry run " + run))
                .isEmpty();
    }

    @Test
    void names_what_is_wrong_with_a_body() {
        // Given
        var run = ledger.parkedRun(ledger.event("retried", "d.mcap"));
        var path = "/api/runs/" + run + "/retry";

        // Then
        assertThat(api.post(path, "{\"from\":\"middle\"}").detail())
                .isEqualTo("'from' is 'middle'; it must be failed or start.");
        assertThat(api.post(path, "{\"form\":\"start\"}").detail())
                .isEqualTo("The body has an unknown field 'form'; known are: from.");
        assertThat(api.post(path, "{").detail()).isEqualTo("The body is not the JSON that is expected here.");
        assertThat(api.post(path, "{").mediaType()).startsWith("application/problem+json");
    }

    @Test
    void asks_a_queued_run_to_end() {
        // Given
        var event = ledger.event("cancelled", "a.mcap");
        var run = Long.parseLong(ledger.texts("select id::text from run where event_id = ?", event)
                .get(0));

        // When
        var answer = api.post("/api/runs/" + run + "/cancel", null);

        // Then
        assertThat(answer.json().path("cancelRequested").asBoolean()).isTrue();
        assertThat(api.post("/api/runs/999999999/cancel", null).status()).isEqualTo(404);
    }
}
