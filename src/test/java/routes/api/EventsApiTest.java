package routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

@Tag("application")
@QuarkusTest
@TestProfile(ApiProfile.class)
class EventsApiTest {

    @Inject
    Ledger ledger;

    @Inject
    S3Client store;

    @TestHTTPResource
    URI address;

    private ApiCaller api;

    @BeforeEach
    void call_the_application_under_test() {
        api = new ApiCaller(address);
    }

    @Test
    void shows_an_event_with_every_routes_outcome() {
        // Given
        var id = ledger.event("shown", "day/a.mcap");

        // When
        var item = api.get("/api/events?bucket=shown").json().path("items").path(0);

        // Then
        assertThat(item.path("id").asLong()).isEqualTo(id);
        assertThat(item.path("eTag").asText()).isEqualTo("tag-10");
        assertThat(item.path("receivedAt").asText()).endsWith("Z");
        assertThat(item.path("seen").asInt()).isEqualTo(1);
        assertThat(item.path("outcomes").findValuesAsText("verdict")).containsExactly("skipped", "started");
        assertThat(item.path("outcomes").findValuesAsText("reason"))
                .containsExactly("suffix is not .json: day/a.mcap", "suffix is .mcap");
        assertThat(item.path("outcomes").path(1).path("runState").asText()).isEqualTo("queued");
    }

    @Test
    void takes_an_object_that_somebody_names_once() {
        // Given
        store.createBucket(request -> request.bucket("by-hand"));
        store.putObject(request -> request.bucket("by-hand").key("day 1/a.mcap"), RequestBody.fromString("abc"));
        var body = "{\"bucket\": \"by-hand\", \"key\": \"day 1/a.mcap\"}";

        // When
        var first = api.post("/api/events", body);
        var second = api.post("/api/events", body);

        // Then
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.json().path("source").asText()).isEqualTo("manual");
        assertThat(first.json().path("size").asInt()).isEqualTo(3);
        assertThat(first.json().path("outcomes").findValuesAsText("verdict")).containsExactly("skipped", "started");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(second.json().path("seen").asInt()).isEqualTo(2);
        assertThat(ledger.texts("select details from audit where what = 'take object as event'"))
                .first()
                .asString()
                .contains("day 1/a.mcap");
    }

    @Test
    void takes_no_object_that_is_not_there() {
        // Given
        var noBucket = "{\"bucket\": \"by-nobody\", \"key\": \"a.mcap\"}";

        // When
        var answer = api.post("/api/events", noBucket);

        // Then
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.detail()).isEqualTo("The store has no object by-nobody/a.mcap.");
        assertThat(api.post("/api/events", "{\"bucket\": \"by-nobody\"}").status())
                .isEqualTo(400);
    }

    @Test
    void pages_through_events_from_the_newest_to_the_oldest() {
        // Given
        for (var key : new String[] {"1", "2", "3"}) {
            ledger.event("paged", key);
        }

        // When
        var first = api.get("/api/events?bucket=paged&limit=2").json();
        var second = api.get("/api/events?bucket=paged&limit=2&cursor="
                        + first.path("next").asText())
                .json();

        // Then
        assertThat(first.path("items").findValuesAsText("key")).containsExactly("3", "2");
        assertThat(second.path("items").findValuesAsText("key")).containsExactly("1");
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void takes_the_wildcards_of_a_prefix_as_plain_characters() {
        // Given
        ledger.event("wild", "50%_\\done/a");
        ledger.event("wild", "50xx\\done/b");
        ledger.event("wild", "500");

        // When
        var prefix = URLEncoder.encode("50%_\\", StandardCharsets.UTF_8);
        var found = api.get("/api/events?bucket=wild&prefix=" + prefix).json();

        // Then
        assertThat(found.path("items").findValuesAsText("key")).containsExactly("50%_\\done/a");
    }

    @Test
    void finds_a_prefix_longer_than_what_the_index_holds() {
        // Given
        ledger.event("long", "x".repeat(600) + "a");
        ledger.event("long", "x".repeat(600) + "b");

        // When
        var found = api.get("/api/events?bucket=long&prefix=" + "x".repeat(600) + "b")
                .json();

        // Then
        assertThat(found.path("items")).hasSize(1);
    }

    @Test
    void finds_events_by_key_and_by_outcome() {
        // Given
        ledger.event("found", "a.mcap");
        ledger.event("found", "b.json");

        // When
        var byKey = api.get("/api/events?bucket=found&key=a.mcap").json();
        var byOutcome =
                api.get("/api/events?bucket=found&route=orders&outcome=started").json();
        var later =
                api.get("/api/events?bucket=found&since=2100-01-01T00:00:00Z").json();

        // Then
        assertThat(byKey.path("items").findValuesAsText("key")).containsExactly("a.mcap");
        assertThat(byOutcome.path("items").findValuesAsText("key")).containsExactly("b.json");
        assertThat(later.path("items")).isEmpty();
    }

    @Test
    void tells_one_events_whole_story() {
        // Given
        var id = ledger.event("story", "a.mcap");
        var run = ledger.parkedRun(id);

        // When
        var event = api.get("/api/events/" + id).json();

        // Then
        assertThat(event.path("rawKey").asText()).isEqualTo("a.mcap");
        assertThat(event.path("body").asText()).isEqualTo("{\"key\":\"a.mcap\"}");
        assertThat(event.path("runs").path(0).path("id").asLong()).isEqualTo(run);
        assertThat(event.path("runs").path(0).path("error").asText()).isEqualTo("process-data: DAG run failed");
    }

    @Test
    void refuses_wrong_parameters_by_name() {
        assertThat(api.get("/api/events?limit=501").detail())
                .isEqualTo("Parameter 'limit' is '501'; it must be a number from 1 to 500.");
        assertThat(api.get("/api/events?outcome=lost").detail())
                .isEqualTo("Parameter 'outcome' is 'lost'; it must be one of started, skipped, duplicate.");
        assertThat(api.get("/api/events?since=yesterday").detail()).contains("'since'", "2026-11-20T06:00:00Z");
        assertThat(api.get("/api/events?prefix=a").detail()).isEqualTo("'prefix' needs 'bucket': name the bucket too");
        assertThat(api.get("/api/events?buckett=a").detail()).contains("'buckett' is unknown", "bucket, cursor, key");
        assertThat(api.get("/api/events?cursor=eHg").detail()).contains("'cursor'");
        assertThat(api.get("/api/events?bucket=a&bucket=b").detail()).contains("2 times");
        assertThat(api.get("/api/events?bucket=%00").status()).isEqualTo(400);
    }

    @Test
    void answers_problem_details_for_what_is_not_there() {
        // When
        var unknown = api.get("/api/events/999999999");
        var nonsense = api.get("/api/events/nonsense");
        var method = api.post("/api/summary", "{}");

        // Then
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.mediaType()).startsWith("application/problem+json");
        assertThat(unknown.json().path("type").asText()).isEqualTo("urn:sluice:problem:not-found");
        assertThat(unknown.json().path("instance").asText()).isEqualTo("/api/events/999999999");
        assertThat(unknown.detail()).isEqualTo("There is no event 999999999, or it was removed after its retention.");
        assertThat(nonsense.status()).isEqualTo(404);
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.mediaType()).startsWith("application/problem+json");
    }
}
