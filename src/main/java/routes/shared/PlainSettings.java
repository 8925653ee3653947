package routes.shared;

import java.io.IOException;
import java.util.List;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Settings as the application reads them, from its defaults and the environment, for what runs without the application. */
public final class PlainSettings {

    private static final String DEFAULTS = "application.properties";

    private PlainSettings() {}

    /**
     * Settings of these interfaces.
     *
     * @throws InvalidInputException if one is misspelt or missing
     */
    public static SmallRyeConfig read(List<Class<?>> interfaces) throws IOException {
        var defaults = Thread.currentThread().getContextClassLoader().getResource(DEFAULTS);
        var builder = new SmallRyeConfigBuilder()
                .addDefaultSources()
                .addDefaultInterceptors()
                .addDiscoveredConverters();
        if (defaults != null) {
            builder.withSources(new PropertiesConfigSource(defaults));
        }
        interfaces.forEach(builder::withMapping);
        try {
            return builder.build();
        } catch (RuntimeException e) {
            throw new InvalidInputException("the settings cannot be read: " + e.getMessage(), e);
        }
    }
}
