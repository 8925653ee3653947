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
class SteeringApiTest {

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
    void starts_a_run_with_the_json_it_is_given() {
        // When
        var answer = api.post("/api/routes/stocktaking/runs", "{ \"day\": \"2026-11-20\" }");

        // Then
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("cause").asText()).startsWith("manual:");
        var run = api.get("/api/runs/" + answer.json().path("id").asLong()).json();
        assertThat(run.path("input").path("day").asText()).isEqualTo("2026-11-20");
    }

    @Test
    void refuses_an_input_that_is_too_large_and_an_unknown_route() {
        assertThat(api.post("/api/routes/stocktaking/runs", "\"" + "x".repeat(65_536) + "\"")
                        .status())
                .isEqualTo(413);
        assertThat(api.post("/api/routes/lost/runs", "{}").detail())
                .isEqualTo("There is no route 'lost'. Routes: orders, recordings, stocktaking.");
    }

    @Test
    void refuses_to_start_a_route_by_hand_that_needs_an_object() {
        // When
        var answer = api.post("/api/routes/recordings/runs", "{}");

        // Then
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.detail()).contains("works on objects", "POST /api/events");
    }

    @Test
    void pauses_and_resumes_a_route() {
        // When
        var paused = api.post("/api/routes/orders/pause", null).json();
        var listed = api.get("/api/routes").json().path("items").path(0);
        var resumed = api.post("/api/routes/orders/resume", null).json();

        // Then
        assertThat(paused.path("paused").asBoolean()).isTrue();
        assertThat(listed.path("paused").asBoolean()).isTrue();
        assertThat(listed.path("parameters").path("suffix").asText()).isEqualTo(".json");
        assertThat(resumed.path("paused").asBoolean()).isFalse();
    }

    @Test
    void stops_and_starts_a_route() {
        // When
        var stopped = api.post("/api/routes/orders/stop", null).json();
        var listed = api.get("/api/routes").json().path("items").path(0);
        var started = api.post("/api/routes/orders/start", null).json();

        // Then
        assertThat(stopped.path("stopped").asBoolean()).isTrue();
        assertThat(listed.path("stopped").asBoolean()).isTrue();
        assertThat(started.path("stopped").asBoolean()).isFalse();
        assertThat(ledger.texts("select what from audit where what like '% route orders' order by id desc limit 2"))
                .containsExactly("start route orders", "stop route orders");
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
        assertThat(summary.path("runs").path("recordings").path("parked").asLong())
                .isPositive();
        assertThat(summary.path("outcomes").path("orders").path("skipped").asLong())
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
    void tells_how_the_systems_are_that_it_needs() {
        // When
        var health = api.get("/api/health/dependencies").json();

        // Then
        assertThat(health.path("items").findValuesAsText("name")).contains("channels", "ledger", "store");
        assertThat(health.path("items").path(0).path("millis").isNumber()).isTrue();
        assertThat(health.path("items").path(0).path("level").isTextual()).isTrue();
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
