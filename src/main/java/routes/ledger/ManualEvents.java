package routes.ledger;

import java.io.IOException;
import java.util.Optional;

/** Takes an object that a person or a program names, as if the store had told of it. */
@FunctionalInterface
public interface ManualEvents {

    /**
     * Looks at the object in the store, and takes it as an event with its outcomes.
     *
     * @param versionId one version of it, or null for the one that is there now
     * @return what the ledger made of it; empty if the store has no such object
     * @throws IOException if the store does not answer or refuses, with the remedy
     * @throws LedgerException if the ledger cannot be written
     * @throws IllegalStateException while the routes are still being started
     */
    Optional<Acceptance> take(String bucket, String key, String versionId) throws IOException;
}
