package routes.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import routes.ledger.Announcement;
import routes.ledger.ClaimedRun;
import routes.ledger.OpenStep;
import routes.ledger.RunNews;
import routes.ledger.StepRecord;

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

    @Override
    public Optional<Announcement> branchFailed(ClaimedRun run, List<StepRecord> failed) {
        return Optional.empty();
    }

    @Override
    public Optional<Announcement> triedAgain(ClaimedRun run, List<StepRecord> failed, Instant next) {
        return Optional.empty();
    }

    @Override
    public Announcement late(OpenStep step) {
        throw new IllegalStateException("nothing is late here");
    }
}
