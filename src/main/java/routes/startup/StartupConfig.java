package routes.startup;

import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the start. */
@ConfigMapping(prefix = "routes.startup")
public interface StartupConfig {

    /** Words of the pipelines without which Sluice does not start, separated by commas; each needs a route of its name. */
    @WithDefault("intake,rosbag,merge,daily")
    Set<String> pipelines();

    /** Set by {@code ./sluice doctor}: check what Sluice needs, report it as {@code text} or {@code json}, and end. */
    Optional<ReportForm> doctor();

    /** How doctor reports. */
    enum ReportForm {
        /** For people. */
        TEXT,
        /** For programs. */
        JSON
    }
}
