package routes.rosbag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import routes.engine.ObjectEventEndpoint;
import routes.engine.WithTestRoutes;
import routes.ledger.Database;

@Tag("application")
@QuarkusTest
@TestProfile(WithTestRoutes.class)
class RosbagRouteTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Inject
    S3Client store;

    @Inject
    Database database;

    @Inject
    CamelContext camel;

    @Test
    void turns_an_uploaded_recording_into_a_csv() {
        // Given
        awaitSetUp();
        var name = "drives/café + 100% " + UUID.randomUUID();

        // When
        upload(name + ".mcap", "time,speed\r\n1,0.5\r\n2,0.7\r\n");

        // Then
        awaitRun(name + ".mcap", "succeeded");
        assertThat(download(name + ".csv")).isEqualTo("time,speed\n1,0.5\n2,0.7\n");
        assertThat(download(name + ".receipt.json")).contains("\"rows\":2");
    }

    @Test
    void parks_a_recording_that_it_cannot_read_and_says_why() {
        // Given
        awaitSetUp();
        var key = UUID.randomUUID() + ".mcap";

        // When
        upload(key, "");

        // Then
        awaitRun(key, "parked");
        assertThat(database.first(
                        "select r.error from run r join event e on e.id = r.event_id where e.key = ?",
                        row -> row.getString(1),
                        key))
                .hasValueSatisfying(error -> assertThat(error).contains(key).contains("empty"));
    }

    @Test
    void begins_recordings_as_the_settings_say() {
        // When
        var triggers = camel.getEndpoints().stream()
                .filter(ObjectEventEndpoint.class::isInstance)
                .map(ObjectEventEndpoint.class::cast)
                .filter(trigger -> trigger.getTrigger().equals("on-recording"));

        // Then
        assertThat(triggers).singleElement().satisfies(trigger -> {
            assertThat(trigger.getConcurrency()).isZero();
            assertThat(trigger.getRatePerSecond()).isEqualTo(1000);
            assertThat(trigger.isSupersede()).isTrue();
        });
    }

    /** The application sets the rule by which the store pushes up by itself. */
    private void awaitSetUp() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(database.query(
                                "select state from run where route = 'intake.set-up' and state = 'succeeded'",
                                row -> row.getString(1)))
                        .isNotEmpty());
    }

    private void awaitRun(String key, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(database.query(
                                "select r.state from run r join event e on e.id = r.event_id"
                                        + " where r.route = 'rosbag' and e.key = ?",
                                row -> row.getString(1),
                                key))
                        .containsExactly(state));
    }

    private void upload(String key, String text) {
        store.putObject(request -> request.bucket("raw-data").key(key), RequestBody.fromString(text));
    }

    private String download(String key) {
        return store.getObjectAsBytes(
                        request -> request.bucket("processed-data").key(key))
                .asUtf8String();
    }
}
