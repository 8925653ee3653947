package routes.notify;

import java.util.HashMap;
import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Settings as the application reads them, with the given ones in place of the defaults. */
final class Settings {

    private Settings() {}

    static NotifyConfig of(String... keysAndValues) {
        var values = new HashMap<String, String>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put("routes.notify." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return of(values);
    }

    static NotifyConfig of(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .withMapping(NotifyConfig.class)
                .build()
                .getConfigMapping(NotifyConfig.class);
    }
}
