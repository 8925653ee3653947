package routes.ledger;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the ledger. */
@ConfigMapping(prefix = "routes.ledger")
public interface LedgerConfig {

    /** Name of this replica, shown to people; without one, the host's name where the environment tells it. */
    @WithDefault("${HOSTNAME:local}")
    String replica();

    /** Password of the ledger's user; {@code file:/path} is a file that holds it. */
    Optional<String> password();

    /** How long a replica's runs stay its own after its last sign of life. */
    @WithDefault("5s")
    Duration lease();

    /**
     * How long ended runs, their steps and events, and sent messages are kept. The newest event of an object in a listed bucket
     * is kept as long as the object.
     */
    @WithDefault("90d")
    Duration retention();

    /** How long quarantined messages and parked runs are kept: longer, because a person has to look at them. */
    @WithDefault("365d")
    Duration unresolvedRetention();

    /** How far the store's clock may differ between its events and its listing. */
    @WithDefault("10s")
    Duration matchTolerance();

    /** How near in time two events of a key are one, when one of them says nothing of the object's content. */
    @WithDefault("5m")
    Duration matchWindow();
}
