package routes.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import routes.external.Sighting;

/** What only a real cluster can show, beside what the stand-in is held to as well. */
public abstract class RealSparkContract extends SparkApplicationsContract {

    private static final Duration SOON = Duration.ofSeconds(90);

    /** What the peer's script said. */
    protected abstract String value(String key);

    @Override
    protected Map<String, String> connection() {
        return Map.of(
                "routes.connections.spark.cluster.url", value("URL"),
                "routes.connections.spark.cluster.web", value("WEB"),
                "routes.connections.spark.cluster.master", value("MASTER"));
    }

    @Override
    protected String jar() {
        return "file:" + value("JAR");
    }

    @Override
    protected String file() {
        return value("FILE");
    }

    @Test
    void tells_of_a_driver_that_is_lost_with_its_master() throws Exception {
        // Given
        var settings = new HashMap<>(connection());
        settings.put("routes.daily.store.secret", "hush");
        var applications = Settings.applications(settings);
        var task = Applications.task(Applications.request(jar(), "slow", file()));
        var begun = Applications.with(task, applications.begin(task).handle());

        // When
        ProcessHandle.of(Long.parseLong(
                        Files.readString(Path.of(value("PIDFILE"))).strip()))
                .orElseThrow()
                .destroyForcibly();

        // Then
        var end = await().atMost(SOON)
                .ignoreExceptionsInstanceOf(SparkException.class)
                .until(
                        () -> applications
                                .look(Applications.CLUSTER, List.of(begun))
                                .get(begun.externalId()),
                        Sighting.Failed.class::isInstance);
        assertThat(((Sighting.Failed) end).why())
                .startsWith("driver " + begun.handle() + " on cluster is not known there any more");
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> !new SparkHttp("cluster", java.util.Optional.empty(), Duration.ofSeconds(5))
                        .get(java.net.URI.create(value("WEB") + "/json/"))
                        .path("workers")
                        .isEmpty());
    }
}
