package routes.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.Dispatch;
import routes.ledger.EventFilter;
import routes.ledger.ReplayLedger;
import routes.ledger.ReplayLedger.Candidate;
import routes.ledger.ReplayLedger.EventRun;
import routes.ledger.ReplayLedger.Replayed;
import routes.ledger.Verdict;
import routes.shared.InvalidInputException;

/**
 * Dispatches events once more. Each event is judged by the rules as they are now, and each match is a new run. Runs start
 * behind the live ones, and no faster than the rate.
 */
@ApplicationScoped
public class Replay {

    /** Events in one call. */
    static final int MOST = 100_000;

    private static final int BATCH = 500;

    private final ReplayLedger ledger;
    private final Dispatch dispatch;

    Replay(ReplayLedger ledger, Dispatch dispatch) {
        this.ledger = ledger;
        this.dispatch = dispatch;
    }

    /**
     * Replays events, or says what would happen. What was queued before a failure stays queued; the same call may be made
     * again, since events whose new run has not ended are skipped.
     *
     * @param who asks, for the outcomes
     * @throws InvalidInputException if too many events are selected; nothing is changed then
     */
    public ReplayReport replay(ReplayRequest request, String who) {
        var tally = new ReplayTally(request, Instant.now());
        if (request.ids() != null) {
            replayIds(request, who, tally);
        } else {
            replaySelection(request, who, tally);
        }
        return tally.report();
    }

    private void replayIds(ReplayRequest request, String who, ReplayTally tally) {
        var missing = new TreeSet<>(request.ids());
        var found = ledger.byIds(List.copyOf(missing));
        found.forEach(candidate -> missing.remove(candidate.id()));
        missing.forEach(tally::unknown);
        for (int i = 0; i < found.size(); i += BATCH) {
            replay(found.subList(i, Math.min(found.size(), i + BATCH)), request, who, tally);
        }
    }

    private void replaySelection(ReplayRequest request, String who, ReplayTally tally) {
        var filter = bounded(request.filter());
        if (ledger.count(filter, MOST + 1) > MOST) {
            throw new InvalidInputException("The selection holds more than " + MOST
                    + " events. Narrow it by 'prefix', 'since' or 'until', and replay one part after the other.");
        }
        List<Candidate> batch;
        for (long after = 0; !(batch = ledger.after(filter, after, BATCH)).isEmpty(); ) {
            after = batch.get(batch.size() - 1).id();
            replay(batch, request, who, tally);
        }
    }

    /** Events that arrive meanwhile are dispatched anyway. */
    private static EventFilter bounded(EventFilter filter) {
        return filter.until() != null
                ? filter
                : new EventFilter(filter.bucket(), filter.prefix(), null, null, null, filter.since(), Instant.now());
    }

    private void replay(List<Candidate> batch, ReplayRequest request, String who, ReplayTally tally) {
        var ids = batch.stream().map(Candidate::id).toList();
        Map<String, EventRun> open =
                ledger.open(ids).stream().collect(Collectors.toMap(Replay::name, run -> run, (one, other) -> one));
        var starts = new ArrayList<Start>();
        for (var candidate : batch) {
            tally.selected();
            for (var verdict : verdicts(candidate, request.route(), tally)) {
                var former = open.get(candidate.id() + "/" + verdict.route());
                if (!verdict.starts()) {
                    tally.skip(candidate, verdict.route(), verdict.reason());
                } else if (former != null) {
                    tally.skip(candidate, verdict.route(), "its run " + former.runId() + " is " + former.state());
                } else {
                    starts.add(new Start(candidate, verdict, tally.nextDue()));
                }
            }
        }
        start(starts, request, who, tally);
    }

    private record Start(Candidate candidate, Verdict verdict, Instant due) {

        String name() {
            return candidate.id() + "/" + verdict.route();
        }
    }

    private static String name(EventRun run) {
        return run.eventId() + "/" + run.route();
    }

    private List<Verdict> verdicts(Candidate candidate, String route, ReplayTally tally) {
        if (candidate.duplicateOf() != null) {
            tally.skip(
                    candidate, route, "the same object version as event " + candidate.duplicateOf() + "; replay that");
            return List.of();
        }
        var verdicts = dispatch.decide(candidate.event()).stream()
                .filter(verdict -> route == null || verdict.route().equals(route))
                .toList();
        if (verdicts.isEmpty()) {
            tally.skip(candidate, route, "no triggered route watches it");
        }
        return verdicts;
    }

    private void start(List<Start> starts, ReplayRequest request, String who, ReplayTally tally) {
        if (request.dryRun()) {
            starts.forEach(start -> tally.start(start.candidate(), start.verdict(), null, start.due()));
            return;
        }
        var queued = ledger
                .start(starts.stream()
                        .map(start -> new Replayed(
                                start.candidate().id(),
                                start.verdict().route(),
                                "replayed by " + who + ": " + start.verdict().reason(),
                                start.due()))
                        .toList())
                .stream()
                .collect(Collectors.toMap(Replay::name, EventRun::runId));
        for (var start : starts) {
            var run = queued.get(start.name());
            if (run == null) {
                tally.skip(start.candidate(), start.verdict().route(), "somebody else replayed it at the same instant");
            } else {
                tally.start(start.candidate(), start.verdict(), run, start.due());
            }
        }
    }
}
