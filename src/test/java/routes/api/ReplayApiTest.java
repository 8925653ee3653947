package routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

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
class ReplayApiTest {

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
    void replays_an_event_as_a_new_run_behind_the_live_ones() {
        // Given
        var event = ledger.event("replayed", "a.mcap");
        var former = ledger.succeededRun(event);

        // When
        var report = replay("{\"ids\":[%d]}".formatted(event));

        // Then
        assertThat(report.path("starts").asInt()).isEqualTo(1);
        var run = report.path("started").path(0).path("run").asLong();
        assertThat(run).isGreaterThan(former);
        var shown = api.get("/api/runs/" + run).json();
        assertThat(shown.path("cause").asText()).isEqualTo("event:" + event + "/replay:1");
        assertThat(shown.path("priority").asInt()).isEqualTo(10);
        var outcome = api.get("/api/events/" + event).json().path("outcomes").path(1);
        assertThat(outcome.path("runId").asLong()).isEqualTo(run);
        assertThat(outcome.path("reason").asText()).startsWith("replayed by anonymous@127.0.0.1");
        assertThat(ledger.texts(
                        "select details from audit where what = 'replay events' and details like ?",
                        "%[" + event + "]%"))
                .hasSize(1);
    }

    @Test
    void numbers_the_replays_of_an_event() {
        // Given
        var event = ledger.event("numbered", "a.mcap");
        ledger.succeededRun(event);
        replay("{\"ids\":[%d]}".formatted(event));
        var first = ledger.succeededRun(event);

        // When
        var report = replay("{\"ids\":[%d]}".formatted(event));

        // Then
        var run = report.path("started").path(0).path("run").asLong();
        assertThat(run).isGreaterThan(first);
        assertThat(ledger.texts("select cause from run where id = ?", run))
                .containsExactly("event:" + event + "/replay:2");
    }

    @Test
    void changes_nothing_in_a_dry_run() {
        // Given
        var event = ledger.event("dry", "a.mcap");
        ledger.succeededRun(event);

        // When
        var report = replay("{\"bucket\":\"dry\",\"dryRun\":true}");

        // Then
        assertThat(report.path("dryRun").asBoolean()).isTrue();
        assertThat(report.path("starts").asInt()).isEqualTo(1);
        assertThat(report.path("started").path(0).path("run").isNull()).isTrue();
        assertThat(report.path("skipped").findValuesAsText("reason")).containsExactly("suffix is not .json: a.mcap");
        assertThat(ledger.texts("select cause from run where event_id = ?", event))
                .hasSize(1);
    }

    @Test
    void does_not_replay_an_event_whose_run_has_not_ended() {
        // Given
        var event = ledger.event("open", "a.mcap");
        ledger.succeededRun(event);
        replay("{\"ids\":[%d]}".formatted(event));

        // When
        var again = replay("{\"ids\":[%d,999999999],\"route\":\"recordings\"}".formatted(event));

        // Then
        assertThat(again.path("starts").asInt()).isZero();
        assertThat(again.path("skipped").findValuesAsText("reason"))
                .anyMatch(reason -> reason.matches("its run \\d+ is queued"))
                .anyMatch(reason -> reason.startsWith("there is no such event"));
    }

    @Test
    void spreads_the_runs_of_a_selection_over_time() {
        // Given
        for (int i = 0; i < 5; i++) {
            ledger.succeededRun(ledger.event("spread", "day/" + i + ".mcap"));
        }
        ledger.event("spread", "night/x.mcap");

        // When
        var report = replay("{\"bucket\":\"spread\",\"prefix\":\"day/\",\"route\":\"recordings\",\"rate\":2}");

        // Then
        assertThat(report.path("events").asInt()).isEqualTo(5);
        var first = Instant.parse(report.path("started").path(0).path("due").asText());
        var last = Instant.parse(report.path("lastStart").asText());
        assertThat(Duration.between(first, last)).isEqualTo(Duration.ofSeconds(2));
        assertThat(report.path("started").findValuesAsText("key"))
                .containsExactly("day/0.mcap", "day/1.mcap", "day/2.mcap", "day/3.mcap", "day/4.mcap");
    }

    @Test
    void refuses_a_replay_that_is_not_clear() {
        assertThat(refused("{}")).startsWith("Give either 'ids', or 'bucket'");
        assertThat(refused("{\"ids\":[1],\"bucket\":\"a\"}")).startsWith("Give either 'ids', or 'bucket'");
        assertThat(refused("{\"bucket\":\"a\",\"rate\":0}")).startsWith("'rate' is 0.0");
        assertThat(refused("{\"bucket\":\"a\",\"dryrun\":true}")).contains("unknown field 'dryrun'");
        assertThat(refused("{\"bucket\":\"a\",\"since\":\"yesterday\"}")).contains("'since'");
        assertThat(refused("")).startsWith("The body is missing");
        assertThat(api.post("/api/events/replay", "{\"bucket\":\"a\",\"route\":\"lost\"}")
                        .status())
                .isEqualTo(404);
    }

    private com.fasterxml.jackson.databind.JsonNode replay(String body) {
        var answer = api.post("/api/events/replay", body);
        assertThat(answer.status()).as(answer.detail()).isEqualTo(200);
        return answer.json();
    }

    private String refused(String body) {
        var answer = api.post("/api/events/replay", body);
        assertThat(answer.status()).isEqualTo(400);
        return answer.detail();
    }
}
