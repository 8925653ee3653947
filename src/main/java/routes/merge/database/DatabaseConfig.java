package routes.merge.database;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.WithDefault;

/** How databases are reached. */
public interface DatabaseConfig {

    /** Whether connections are encrypted. */
    @WithDefault("true")
    boolean tls();

    /** File with the certificates in PEM that a server's own has to come from; without it, any certificate is taken. */
    Optional<Path> certificateAuthority();

    /** How long a database may take to accept a connection. */
    @WithDefault("10s")
    Duration connectTimeout();

    /** How long a database may be silent in the middle of a query. */
    @WithDefault("5m")
    Duration queryTimeout();
}
