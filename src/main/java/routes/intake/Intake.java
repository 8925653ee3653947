package routes.intake;

import java.util.List;
import java.util.function.Function;

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
import routes.ledger.Verdict;

/** Takes messages about objects: commits their events with the verdicts of all routes, and quarantines what cannot be read. */
@ApplicationScoped
public class Intake implements Rereading {

    private static final Logger LOG = Logger.getLogger(Intake.class);

    private static final String WAS_THERE_BEFORE =
            "was there before its bucket was first listed, and existing=skip; replay it to work on it";

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
     * Takes a message. Returns once all of it is committed, or kept in quarantine: a sender that is refused for something that
     * never heals sends the same for ever, and nothing after it.
     *
     * @param source the way it came
     * @param message the bytes as they came
     * @throws LedgerException if the ledger cannot be written; the sender has to send the message again
     * @throws IllegalStateException while the routes are still being started; likewise
     */
    public void take(Source source, byte[] message) {
        var reading = reader.read(source, message);
        var decided = decided(reading.events());
        try {
            commit(decided, ledger::accept);
        } catch (LedgerException e) {
            if (!e.refused()) {
                throw e;
            }
            quarantine(source, new Unreadable("the ledger refuses its values: " + e.getMessage(), message));
        } catch (RuntimeException e) {
            if (e.getCause() instanceof Error) {
                throw e;
            }
            LOG.errorf(e, "a message from %s cannot be taken", source.stored());
            quarantine(source, new Unreadable("it cannot be taken, please report that: " + e, message));
        }
        reading.unreadable().forEach(unreadable -> quarantine(source, unreadable));
    }

    /**
     * Takes events that are read already, such as those of a listing's page.
     *
     * @return what the ledger made of each
     */
    public List<Acceptance> take(List<ObjectEvent> events) {
        return commit(decided(events), ledger::accept);
    }

    /** Takes listed objects that were there before their bucket was watched: their runs start after those of what is new. */
    public void takeExisting(List<ObjectEvent> events) {
        commit(decided(events), ledger::acceptLater);
    }

    /** Notes listed objects that were there before their bucket was watched, and starts nothing for them. */
    public void skipExisting(List<ObjectEvent> events) {
        var skipped = decided(events).stream()
                .map(one -> new Decided(
                        one.event(),
                        one.verdicts().stream().map(Intake::skipped).toList()))
                .toList();
        commit(skipped, ledger::acceptLater);
    }

    private static Verdict skipped(Verdict verdict) {
        return verdict.starts() ? Verdict.skip(verdict.route(), WAS_THERE_BEFORE) : verdict;
    }

    private List<Decided> decided(List<ObjectEvent> events) {
        return events.stream()
                .map(event -> new Decided(event, dispatch.decide(event)))
                .toList();
    }

    private List<Acceptance> commit(List<Decided> decided, Function<List<Decided>, List<Acceptance>> ledger) {
        if (decided.isEmpty()) {
            return List.of();
        }
        var accepted = ledger.apply(decided);
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
