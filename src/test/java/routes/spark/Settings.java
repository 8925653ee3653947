package routes.spark;

import java.time.Clock;
import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

import routes.external.ExternalConfig;
import routes.external.Secrets;

/** Spark applications as the application has them, on the given settings. */
final class Settings {

    private Settings() {}

    static SparkApplications applications(Map<String, String> values) {
        return applications(values, Clock.systemUTC());
    }

    static SparkApplications applications(Map<String, String> values, Clock clock) {
        var config = of(values);
        return new SparkApplications(
                clusters(values), new Secrets(config), config.getConfigMapping(ExternalConfig.class), clock);
    }

    static SparkClusters clusters(Map<String, String> values) {
        var config = of(values);
        return new SparkClusters(
                config.getConfigMapping(SparkConfig.class), config.getConfigMapping(ExternalConfig.class));
    }

    private static SmallRyeConfig of(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .withMapping(SparkConfig.class)
                .withMapping(ExternalConfig.class)
                .build();
    }
}
