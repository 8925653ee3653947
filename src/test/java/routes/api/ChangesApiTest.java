package routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ApiProfile.class)
class ChangesApiTest {

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
        assertThat(shown.path("steps").path(0).path("externalId").asText()).isEqualTo("rosbag-" + run);
        assertThat(shown.path("steps").path(0).path("result").path("rows").asInt())
                .isEqualTo(3);
    }

    @Test
    void lists_runs_by_state_and_event() {
        // Given
        var event = ledger.event("runs", "a.mcap");
        var run = ledger.parkedRun(event);

        // When
        var parked = api.get("/api/runs?route=rosbag&state=parked&event=" + event);
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

    @Test
    void starts_a_run_with_the_json_it_is_given() {
        // When
        var answer = api.post("/api/routes/merge/runs", "{ \"day\": \"2026-11-20\" }");

        // Then
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("cause").asText()).startsWith("manual:");
        var run = api.get("/api/runs/" + answer.json().path("id").asLong()).json();
        assertThat(run.path("input").path("day").asText()).isEqualTo("2026-11-20");
    }

    @Test
    void refuses_an_input_that_is_too_large_and_an_unknown_route() {
        assertThat(api.post("/api/routes/merge/runs", "\"" + "x".repeat(65_536) + "\"")
                        .status())
                .isEqualTo(413);
        assertThat(api.post("/api/routes/lost/runs", "{}").detail())
                .isEqualTo("There is no route 'lost'. Routes: merge, rosbag.");
    }

    @Test
    void pauses_and_resumes_a_route() {
        // When
        var paused = api.post("/api/routes/merge/pause", null).json();
        var listed = api.get("/api/routes").json().path("items").path(0);
        var resumed = api.post("/api/routes/merge/resume", null).json();

        // Then
        assertThat(paused.path("paused").asBoolean()).isTrue();
        assertThat(listed.path("paused").asBoolean()).isTrue();
        assertThat(listed.path("parameters").path("suffix").asText()).isEqualTo(".json");
        assertThat(resumed.path("paused").asBoolean()).isFalse();
    }

    @Test
    void shows_quarantined_messages_as_text_or_base64() {
        // Given
        var text = ledger.quarantined("half a mess");
        var bytes = ledger.quarantined(new byte[] {(byte) 0xff, 0});

        // Then
        assertThat(api.get("/api/quarantine/" + text).json().path("text").asText())
                .isEqualTo("half a mess");
        assertThat(api.get("/api/quarantine/" + bytes).json().path("base64").asText())
                .isEqualTo("/wA=");
        assertThat(api.get("/api/quarantine?limit=1").json().path("items").findValuesAsText("id"))
                .containsExactly(String.valueOf(bytes));
    }

    @Test
    void rereads_a_quarantined_message_after_a_fix() {
        // Given
        var fixed = ledger.quarantined("readable by now");
        var broken = ledger.quarantined("half a mess");

        // When
        var good = api.post("/api/quarantine/" + fixed + "/reread", null);
        var bad = api.post("/api/quarantine/" + broken + "/reread", null);

        // Then
        assertThat(good.json().path("eventIds").path(0).asLong()).isEqualTo(77);
        assertThat(api.get("/api/quarantine/" + fixed).json().hasNonNull("rereadAt"))
                .isTrue();
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.detail()).endsWith("still cannot be read: the message is no JSON");
        assertThat(api.get("/api/quarantine/" + broken).json().hasNonNull("rereadAt"))
                .isFalse();
    }

    @Test
    void sums_up_how_things_stand() {
        // Given
        ledger.parkedRun(ledger.event("summary", "a.mcap"));
        ledger.quarantined("half a mess");

        // When
        var summary = api.get("/api/summary").json();

        // Then
        assertThat(summary.path("runs").path("rosbag").path("parked").asLong()).isPositive();
        assertThat(summary.path("outcomes").path("merge").path("skipped").asLong())
                .isPositive();
        assertThat(summary.path("events").path("webhook").asLong()).isPositive();
        assertThat(summary.path("healed").isNumber()).isTrue();
        assertThat(summary.path("quarantine").asLong()).isPositive();
    }

    @Test
    void answers_only_direct_calls_while_no_token_is_configured() {
        // Given
        var run = ledger.parkedRun(ledger.event("foreign", "a.mcap"));

        // Then
        assertThat(api.get("/api/events", "X-Forwarded-For", "203.0.113.7").status())
                .isEqualTo(403);
        assertThat(api.post("/api/runs/" + run + "/cancel", null, "Origin", "https://example.org")
                        .status())
                .isEqualTo(403);
        assertThat(api.get("/api/events", "X-Forwarded-For", "203.0.113.7").detail())
                .contains("routes.api.token");
    }

    @Test
    void describes_itself() {
        assertThat(api.get("/q/openapi?format=json")
                        .json()
                        .path("paths")
                        .path("/api/events/replay")
                        .has("post"))
                .isTrue();
        assertThat(api.get("/q/openapi?format=json")
                        .json()
                        .path("paths")
                        .path("/api/events")
                        .path("get")
                        .path("parameters")
                        .findValuesAsText("name"))
                .contains("bucket", "prefix", "cursor");
    }
}
