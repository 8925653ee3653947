package routes.engine;

import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Settings of the engine as the application reads them, for tests that try its parts one by one. */
final class Settings {

    private Settings() {}

    /** Defaults, with waits that no test outlives. */
    static EngineConfig engine() {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(Map.of("routes.engine.retry.delay", "1m"), "test", 100))
                .withMapping(EngineConfig.class)
                .build()
                .getConfigMapping(EngineConfig.class);
    }
}
