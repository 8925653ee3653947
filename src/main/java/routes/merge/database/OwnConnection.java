package routes.merge.database;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What is set for one database only; the rest is as for all. */
public interface OwnConnection {

    /** Whether connections to its database are encrypted, if that differs from {@code routes.merge.database.tls}. */
    Optional<Boolean> tls();

    /** File with the certificates in PEM that its database's own has to come from, if it is another. */
    Optional<Path> certificateAuthority();

    /** How long its database may take to accept a connection, if that differs. */
    Optional<Duration> connectTimeout();

    /** How long its database may be silent in the middle of a query, if that differs. */
    Optional<Duration> queryTimeout();
}
