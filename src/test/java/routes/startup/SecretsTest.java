package routes.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

import javax.management.JMException;
import javax.management.ObjectName;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sandbox.SharedSandbox;
import sandbox.SluiceTestResource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

import routes.engine.WithTestRoutes;

/** Whatever Sluice tells of itself, it tells no secret. */
@Tag("application")
@QuarkusTest
@TestProfile(WithTestRoutes.class)
class SecretsTest {

    private static final List<String> PATHS = List.of(
            "/api/events",
            "/api/runs",
            "/api/routes",
            "/api/quarantine",
            "/api/summary",
            "/api/health/dependencies",
            "/q/openapi");

    private final HttpClient client = HttpClient.newHttpClient();

    @Inject
    CamelContext camel;

    @TestHTTPResource
    URI address;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    @Test
    void no_secret_is_in_an_answer_a_metric_or_the_log() throws Exception {
        // Given
        var log = new CopyOnWriteArrayList<String>();
        var handler = handler(log);
        Logger.getLogger("").addHandler(handler);

        // When
        var told = new ArrayList<String>();
        upload("raw-data", "of secrets.mcap");
        told.add(post("/api/events", "none", "{\"bucket\": \"raw-data\", \"key\": \"of secrets.mcap\"}"));
        await("its run ends")
                .untilAsserted(() -> assertThat(get(address.resolve("/api/runs?state=succeeded")))
                        .contains("of secrets.mcap"));
        told.add(post("/minio-event", "Bearer " + SluiceTestResource.TOKEN, "no event"));
        told.add(post("/minio-event", "Basic " + SluiceTestResource.TOKEN, "{}"));
        told.add(post("/api/events", "none", "{\"bucket\": \"nobody\", \"key\": \"nothing\"}"));
        for (var path : PATHS) {
            told.add(get(address.resolve(path)));
        }
        told.addAll(details("/api/events"));
        told.addAll(details("/api/runs"));
        told.addAll(details("/api/quarantine"));
        told.add(get(metrics));
        told.add(get(health));
        Logger.getLogger("").removeHandler(handler);

        // Then
        assertThat(log).anyMatch(line -> line.contains("is quarantined"));
        assertThat(told).hasSizeGreaterThan(PATHS.size() + 8).allSatisfy(SecretsTest::holdsNoSecret);
        assertThat(log).allSatisfy(SecretsTest::holdsNoSecret);
    }

    @Test
    void no_secret_is_in_an_endpoint_or_what_camel_shows_by_jmx() throws Exception {
        // When
        var shown = new ArrayList<String>();
        camel.getEndpoints().forEach(endpoint -> shown.add(endpoint.getEndpointUri()));
        for (var name :
                ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("org.apache.camel:*"), null)) {
            shown.add(name.toString());
            shown.addAll(attributes(name));
        }

        // Then
        assertThat(shown).hasSizeGreaterThan(100).allSatisfy(SecretsTest::holdsNoSecret);
    }

    private static void holdsNoSecret(String text) {
        assertThat(text)
                .doesNotContain(
                        SluiceTestResource.TOKEN,
                        SharedSandbox.store().secret(),
                        SharedSandbox.slack().webhook().getPath());
    }

    private static List<String> attributes(ObjectName name) throws JMException {
        var server = ManagementFactory.getPlatformMBeanServer();
        var values = new ArrayList<String>();
        for (var attribute : server.getMBeanInfo(name).getAttributes()) {
            try {
                values.add(attribute.getName() + "=" + server.getAttribute(name, attribute.getName()));
            } catch (JMException | RuntimeException e) {
                values.add(attribute.getName() + " cannot be read: " + e);
            }
        }
        return values;
    }

    private static Handler handler(List<String> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(new SimpleFormatter().format(line));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    /** The bucket is made when the application starts, which may not be done. */
    private static void upload(String bucket, String key) {
        await().ignoreExceptionsInstanceOf(NoSuchBucketException.class)
                .until(() -> SharedSandbox.store()
                        .client()
                        .putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString("a,b\n1,2\n"))
                        .sdkHttpResponse()
                        .isSuccessful());
    }

    /** The page of each item of a list. */
    private List<String> details(String list) throws IOException, InterruptedException {
        var pages = new ArrayList<String>();
        for (var item : new ObjectMapper().readTree(get(address.resolve(list))).path("items")) {
            pages.add(get(address.resolve(list + "/" + item.path("id").asText())));
        }
        assertThat(pages).as("pages of " + list).isNotEmpty();
        return pages;
    }

    private String get(URI target) throws IOException, InterruptedException {
        var answer = client.send(HttpRequest.newBuilder(target).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(target.toString()).isEqualTo(200);
        return answer.body() + answer.headers().map();
    }

    private String post(String path, String authorization, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        var answer = client.send(request.build(), BodyHandlers.ofString());
        return answer.body() + Map.copyOf(answer.headers().map());
    }
}
