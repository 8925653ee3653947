package routes.merge;

import java.util.HashMap;
import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import sandbox.SandboxSecrets;

/** The pipeline's settings as the application would read them. */
final class Settings {

    private Settings() {}

    /** Settings by their names without the prefix. */
    static MergeConfig of(Map<String, String> settings) {
        var all = new HashMap<String, String>();
        settings.forEach((name, value) -> all.put("routes.merge." + name, value));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .withMapping(MergeConfig.class)
                .build()
                .getConfigMapping(MergeConfig.class);
    }

    /** Settings that name this stand-in, and others beside. */
    static MergeConfig with(SandboxSecrets secrets, Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("secrets.endpoint", secrets.endpoint().toString());
        all.put("secrets.access-key", secrets.accessKey());
        all.put("secrets.secret", secrets.secret());
        return of(all);
    }
}
