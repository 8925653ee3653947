package routes.intake;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import routes.ledger.Acceptance;
import routes.ledger.Dispatch;
import routes.ledger.EventLedger;
import routes.ledger.EventLedger.Decided;
import routes.ledger.LedgerException;
import routes.ledger.ObjectEvent;
import routes.ledger.Rereading;
import routes.ledger.RunsQueued;
import routes.ledger.Source;

/** Takes messages about objects: commits their events with the verdicts of all routes, and quarantines what cannot be read. */
@ApplicationScoped
public class Intake implements Rereading {

    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final EventReader reader = new EventReader();
    private final Dispatch dispatch;
    private final EventLedger ledger;
    private final RunsQueued runsQueued;

    Intake(Dispatch dispatch, EventLedger ledger, RunsQueued runsQueued) {
        this.dispatch = dispatch;
        this.ledger = ledger;
        this.runsQueued = runsQueued;
    }

    /**
     * Takes a message. Returns once all of it is committed.
     *
     * @param source the way it came
     * @param message the bytes as they came
     * @throws LedgerException if the ledger cannot be written; the sender has to send the message again
     * @throws IllegalStateException while the routes are still being started; likewise
     */
    public void take(Source source, byte[] message) {
        var reading = reader.read(source, message);
        try {
            take(reading.events());
        } catch (LedgerException e) {
            if (!e.refused()) {
                throw e;
            }
            quarantine(source, new Unreadable("the ledger refuses its values: " + e.getMessage(), message));
        }
        reading.unreadable().forEach(unreadable -> quarantine(source, unreadable));
    }

    /**
     * Takes events that are read already, such as those of a listing's page.
     *
     * @return what the ledger made of each
     */
    public List<Acceptance> take(List<ObjectEvent> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        var decided = events.stream()
                .map(event -> new Decided(event, dispatch.decide(event)))
                .toList();
        var accepted = ledger.accept(decided);
        if (decided.stream().anyMatch(Decided::starts)) {
            runsQueued.tell();
        }
        return accepted;
    }

    @Override
    public Result reread(Source source, byte[] message) {
        var reading = reader.read(source, message);
        return new Result(
                take(reading.events()).stream().map(Acceptance::eventId).toList(),
                reading.unreadable().stream().map(Unreadable::reason).toList());
    }

    private void quarantine(Source source, Unreadable unreadable) {
        var id = ledger.quarantine(source, unreadable.body(), unreadable.reason());
        LOG.warnf("message %d from %s is quarantined: %s", id, source.stored(), unreadable.reason());
    }
}
