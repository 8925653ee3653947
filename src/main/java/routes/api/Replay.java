package routes.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;

import routes.api.ReplayQueue.Start;
import routes.ledger.Dispatch;
import routes.ledger.EventFilter;
import routes.ledger.ReplayLedger;
import routes.ledger.ReplayLedger.Candidate;
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
    private final ReplayQueue queue;
    private final Dispatch dispatch;

    Replay(ReplayLedger ledger, ReplayQueue queue, Dispatch dispatch) {
        this.ledger = ledger;
        this.queue = queue;
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
        var open = queue.open(ids);
        var starts = new ArrayList<Start>();
        for (var candidate : batch) {
            tally.selected();
            for (var verdict : verdicts(candidate, request.route(), tally)) {
                var former = open.get(ReplayQueue.name(candidate.id(), verdict.route()));
                if (!verdict.starts()) {
                    tally.skip(candidate, verdict.route(), verdict.reason());
                } else if (former != null) {
                    tally.skip(candidate, verdict.route(), "its run " + former.runId() + " is " + former.state());
                } else {
                    starts.add(new Start(candidate, verdict, tally.nextDue()));
                }
            }
        }
        queue.start(starts, request.dryRun(), who, tally);
    }

    private List<Verdict> verdicts(Candidate candidate, String route, ReplayTally tally) {
        if (candidate.duplicateOf() != null) {
            tally.skip(
                    candidate, route, "the same object version as event " + candidate.duplicateOf() + "; replay that");
            return List.of();
        }
        var verdicts = decided(candidate).stream()
                .filter(verdict -> route == null || verdict.route().equals(route))
                .toList();
        if (verdicts.isEmpty()) {
            tally.skip(candidate, route, "no triggered route watches it");
        }
        return verdicts;
    }

    private List<Verdict> decided(Candidate candidate) {
        try {
            return dispatch.decide(candidate.event());
        } catch (IllegalStateException e) {
            throw new ProblemException(
                    ProblemKind.STARTING, "The routes are still being started, or some could not be. Try again.");
        }
    }
}
