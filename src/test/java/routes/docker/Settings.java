package routes.docker;

import java.time.Duration;
import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;

import routes.external.ExternalConfig;
import routes.external.Secrets;

/** Docker containers as the application has them, on the given settings. */
final class Settings {

    private static final Vertx VERTX = Vertx.vertx();

    private Settings() {}

    static DockerContainers containers(Map<String, String> values) {
        return containers(values, Duration.ofMinutes(1));
    }

    /** The same, with how long a begin waits for an image. */
    static DockerContainers containers(Map<String, String> values, Duration patience) {
        var config = of(values);
        var external = config.getConfigMapping(ExternalConfig.class);
        return new DockerContainers(
                new DockerHosts(config.getConfigMapping(DockerConfig.class), external, VERTX),
                new Registries(config.getConfigMapping(RegistryConfig.class)),
                new Secrets(config),
                patience);
    }

    static RegistryDependency registries(Map<String, String> values) {
        return new RegistryDependency(new Registries(of(values).getConfigMapping(RegistryConfig.class)), hosts(values));
    }

    static DockerHosts hosts(Map<String, String> values) {
        var config = of(values);
        return new DockerHosts(
                config.getConfigMapping(DockerConfig.class), config.getConfigMapping(ExternalConfig.class), VERTX);
    }

    private static SmallRyeConfig of(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .withMapping(DockerConfig.class)
                .withMapping(RegistryConfig.class)
                .withMapping(ExternalConfig.class)
                .build();
    }
}
