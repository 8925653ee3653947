package routes.spark;

import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import routes.external.ExternalConfig;
import routes.external.Secrets;

/** Spark applications as the application has them, on the given settings. */
final class Settings {

    private Settings() {}

    static SparkApplications applications(Map<String, String> values) {
        var config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .withMapping(SparkConfig.class)
                .withMapping(ExternalConfig.class)
                .build();
        var clusters = new SparkClusters(
                config.getConfigMapping(SparkConfig.class), config.getConfigMapping(ExternalConfig.class));
        return new SparkApplications(clusters, new Secrets(config));
    }
}
