package routes.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sandbox.SluiceTestResource;

/** A system that is down is information for people, and no reason to send a replica no events. */
@Tag("application")
@QuarkusTest
@TestProfile(ReadinessTest.WithDeadConnection.class)
class ReadinessTest {

    /** The application with a connection to a Docker host that is not there. */
    public static final class WithDeadConnection implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("routes.connections.docker.server9.url", "tcp://localhost:1");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(SluiceTestResource.class));
        }
    }

    @Test
    void a_dead_connection_is_named_and_leaves_the_replica_ready() {
        await().untilAsserted(() -> {
            var ready = ready();
            assertThat(ready.statusCode()).isEqualTo(200);
            var known = new ObjectMapper()
                    .readTree(ready.body())
                    .path("checks")
                    .valueStream()
                    .filter(check -> check.path("name").asText().equals("dependencies"))
                    .findFirst()
                    .orElseThrow();
            assertThat(known.path("status").asText()).isEqualTo("UP");
            assertThat(known.at("/data/docker").asText()).startsWith("broken: Docker host server9: ");
            assertThat(known.at("/data/store").asText()).doesNotStartWith("broken");
        });
    }

    private static HttpResponse<String> ready() throws Exception {
        var port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/q/health/ready"));
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
