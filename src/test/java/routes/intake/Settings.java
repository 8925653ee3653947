package routes.intake;

import java.util.Map;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Makes the settings of intake from plain keys and values, by the same mapping as the application. */
final class Settings {

    private Settings() {}

    static IntakeConfig of(String... keysAndValues) {
        var values = new java.util.HashMap<String, String>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put("routes.intake." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return new SmallRyeConfigBuilder()
                .withMapping(IntakeConfig.class)
                .withConverter(java.time.Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(Map.copyOf(values), "test", 100))
                .build()
                .getConfigMapping(IntakeConfig.class);
    }
}
