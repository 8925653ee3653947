package routes.ledger;

import java.util.Optional;

/** Says what people are told of a run. */
public interface RunNews {

    /** A run failed for good, and waits for a person. */
    Optional<Announcement> parked(ClaimedRun run, String error);

    /** A run that had been parked ended well. */
    Optional<Announcement> recovered(ClaimedRun run);

    /** A run ended well at once. */
    Optional<Announcement> succeeded(ClaimedRun run);
}
