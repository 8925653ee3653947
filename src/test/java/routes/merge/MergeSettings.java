package routes.merge;

import java.util.HashMap;
import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import sandbox.SandboxSecrets;

import routes.merge.database.DatabaseConfig;
import routes.merge.database.OwnConnection;
import routes.merge.secrets.SecretsConfig;

/** The pipeline's settings as the application would read them. */
public record MergeSettings(MergeConfig merge, DatabaseConfig database, SecretsConfig secrets) {

    /** How the database of an entry is reached. */
    public OwnConnection own(String entry) {
        return merge.entries().get(entry).connection();
    }

    /** Settings by their names without the prefix. */
    public static MergeSettings of(Map<String, String> settings) {
        var all = new HashMap<String, String>();
        settings.forEach((name, value) -> all.put("routes.merge." + name, value));
        var config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .withMapping(MergeConfig.class)
                .build();
        var merge = config.getConfigMapping(MergeConfig.class);
        return new MergeSettings(merge, merge.database(), merge.secrets());
    }

    /** Settings that name this stand-in, and others beside. */
    public static MergeSettings with(SandboxSecrets secrets, Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("secrets.endpoint", secrets.endpoint().toString());
        all.put("secrets.access-key", secrets.accessKey());
        all.put("secrets.secret", secrets.secret());
        return of(all);
    }
}
