package routes.airflow;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import routes.external.ExternalConfig;

/** Settings as the application would read them. */
final class Settings {

    static final Duration TIMEOUT = Duration.ofSeconds(20);

    private Settings() {}

    /** The system with one connection, called {@code test}. */
    static AirflowDagRuns system(URI url, String user, String password, Duration timeout) {
        return system(
                Map.of(
                        "routes.connections.airflow.test.url", url.toString(),
                        "routes.connections.airflow.test.user", user,
                        "routes.connections.airflow.test.password", password),
                timeout);
    }

    static AirflowDagRuns system(Map<String, String> settings, Duration timeout) {
        return new AirflowDagRuns(connections(settings, timeout));
    }

    static AirflowConnections connections(Map<String, String> settings, Duration timeout) {
        var config = new SmallRyeConfigBuilder()
                .withMapping(AirflowConfig.class)
                .withMapping(ExternalConfig.class)
                .withSources(new PropertiesConfigSource(
                        Map.of("routes.external.timeout", timeout.toString()), "timeout", 200))
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .addDiscoveredConverters()
                .build();
        return new AirflowConnections(
                config.getConfigMapping(AirflowConfig.class), config.getConfigMapping(ExternalConfig.class));
    }
}
