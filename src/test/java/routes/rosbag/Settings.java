package routes.rosbag;

import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The pipeline's settings as the application would read them. */
final class Settings {

    private Settings() {}

    static RosbagConfig defaults() {
        return of(Map.of());
    }

    /** Settings by their full names. */
    static RosbagConfig of(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withMapping(RosbagConfig.class)
                .build()
                .getConfigMapping(RosbagConfig.class);
    }
}
