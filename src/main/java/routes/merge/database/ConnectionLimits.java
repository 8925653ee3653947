package routes.merge.database;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How one database is reached. */
record ConnectionLimits(
        boolean tls, Optional<Path> certificateAuthority, Duration connectTimeout, Duration queryTimeout) {

    /** @param own may be null, if nothing is set for this one */
    static ConnectionLimits of(DatabaseConfig all, OwnConnection own) {
        return own == null
                ? new ConnectionLimits(all.tls(), all.certificateAuthority(), all.connectTimeout(), all.queryTimeout())
                : new ConnectionLimits(
                        own.tls().orElse(all.tls()),
                        own.certificateAuthority().or(all::certificateAuthority),
                        own.connectTimeout().orElse(all.connectTimeout()),
                        own.queryTimeout().orElse(all.queryTimeout()));
    }
}
