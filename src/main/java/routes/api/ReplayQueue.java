package routes.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.ReplayLedger;
import routes.ledger.ReplayLedger.Candidate;
import routes.ledger.ReplayLedger.EventRun;
import routes.ledger.ReplayLedger.Replayed;
import routes.ledger.Verdict;

/** Queues the runs of a replay. */
@ApplicationScoped
class ReplayQueue {

    private final ReplayLedger ledger;

    ReplayQueue(ReplayLedger ledger) {
        this.ledger = ledger;
    }

    /** A run that is to start. */
    record Start(Candidate candidate, Verdict verdict, Instant due) {

        String name() {
            return ReplayQueue.name(candidate.id(), verdict.route());
        }
    }

    static String name(long event, String route) {
        return event + "/" + route;
    }

    /** The runs of some events that have not ended, by name. */
    Map<String, EventRun> open(List<Long> eventIds) {
        return ledger.open(eventIds).stream()
                .collect(Collectors.toMap(ReplayQueue::name, run -> run, (one, other) -> one));
    }

    /** Queues runs, or in a dry run only counts them. */
    void start(List<Start> starts, boolean dryRun, String who, ReplayTally tally) {
        if (dryRun) {
            starts.forEach(start -> tally.start(start.candidate(), start.verdict(), null, start.due()));
            return;
        }
        var queued = queue(starts, who);
        for (var start : starts) {
            var run = queued.get(start.name());
            if (run == null) {
                tally.skip(start.candidate(), start.verdict().route(), "somebody else replayed it at the same instant");
            } else {
                tally.start(start.candidate(), start.verdict(), run, start.due());
            }
        }
    }

    private Map<String, Long> queue(List<Start> starts, String who) {
        var replayed = starts.stream().map(start -> replayed(start, who)).toList();
        return ledger.start(replayed).stream().collect(Collectors.toMap(ReplayQueue::name, EventRun::runId));
    }

    private static Replayed replayed(Start start, String who) {
        return new Replayed(
                start.candidate().id(),
                start.verdict().route(),
                "replayed by " + who + ": " + start.verdict().reason(),
                start.due());
    }

    private static String name(EventRun run) {
        return name(run.eventId(), run.route());
    }
}
