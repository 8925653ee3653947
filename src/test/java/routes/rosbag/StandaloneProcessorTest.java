package routes.rosbag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sandbox.SandboxStore;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;

import routes.shared.InvalidInputException;

/** What a container does, on settings as its environment gives them; here they are properties of the system. */
class StandaloneProcessorTest {

    private static SandboxStore server;

    @BeforeAll
    static void start() {
        server = SandboxStore.started();
        server.createBucket("raw-data");
        server.createBucket("elsewhere");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void set() {
        settings(server.endpoint().toString()).forEach(System::setProperty);
    }

    @AfterEach
    void unset() {
        settings("").keySet().forEach(System::clearProperty);
    }

    private static Map<String, String> settings(String endpoint) {
        return Map.of(
                "MINIO_ENDPOINT",
                endpoint,
                "MINIO_ACCESS_KEY",
                server.accessKey(),
                "MINIO_SECRET_KEY",
                server.secret(),
                "routes.rosbag.destination.bucket",
                "elsewhere",
                "routes.rosbag.max-rejects",
                "");
    }

    @Test
    void processes_a_recording_without_the_application() throws Exception {
        // Given
        put("alone.mcap", "a,b\n1,2\n");

        // When
        var done = StandaloneProcessor.process(new Recording("raw-data", "alone.mcap", "", "", null, "7"));

        // Then
        assertThat(done.rows()).isEqualTo(1);
        assertThat(done.bucket()).isEqualTo("elsewhere");
    }

    @Test
    void parks_what_never_heals_and_tries_again_what_may() {
        // Given
        put("nothing.mcap", "");

        // When, Then
        assertThatThrownBy(() ->
                        StandaloneProcessor.process(new Recording("raw-data", "nothing.mcap", null, null, null, null)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("raw-data/nothing.mcap: is empty");
        System.setProperty("MINIO_ENDPOINT", "http://127.0.0.1:1");
        assertThatThrownBy(() ->
                        StandaloneProcessor.process(new Recording("raw-data", "nothing.mcap", null, null, null, null)))
                .isInstanceOf(SdkClientException.class);
    }

    @Test
    void names_a_setting_that_is_misspelt() {
        System.setProperty("routes.rosbag.part-siz", "8M");
        try {
            assertThatThrownBy(() -> StandaloneProcessor.process(new Recording("b", "k", null, null, null, null)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("routes.rosbag.part-siz");
        } finally {
            System.clearProperty("routes.rosbag.part-siz");
        }
    }

    private static void put(String key, String text) {
        server.client().putObject(request -> request.bucket("raw-data").key(key), RequestBody.fromString(text));
    }
}
