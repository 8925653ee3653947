package routes.engine;

import java.util.Optional;

import routes.ledger.Announcement;
import routes.ledger.ClaimedRun;
import routes.ledger.RunNews;

/** Tells nobody anything. */
record Silence() implements RunNews {

    @Override
    public Optional<Announcement> parked(ClaimedRun run, String error) {
        return Optional.empty();
    }

    @Override
    public Optional<Announcement> recovered(ClaimedRun run) {
        return Optional.empty();
    }

    @Override
    public Optional<Announcement> succeeded(ClaimedRun run) {
        return Optional.empty();
    }
}
