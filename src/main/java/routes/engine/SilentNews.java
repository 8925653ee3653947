package routes.engine;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.DefaultBean;

import routes.ledger.Announcement;
import routes.ledger.ClaimedRun;
import routes.ledger.RunNews;

/** Tells nobody anything. */
@DefaultBean
@ApplicationScoped
class SilentNews implements RunNews {

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
