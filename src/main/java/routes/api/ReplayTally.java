package routes.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import routes.api.ReplayReport.Skipped;
import routes.api.ReplayReport.Started;
import routes.ledger.ReplayLedger.Candidate;
import routes.ledger.Verdict;

/** Counts what a replay does, and spreads its runs over time. Not safe for concurrent use. */
final class ReplayTally {

    private static final int SHOWN = 100;
    private static final double NANOS = 1e9;

    private final ReplayRequest request;
    private final Instant begin;
    private final List<Started> started = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private int events;
    private int starts;
    private int skips;
    private long dues;
    private Instant lastStart;

    ReplayTally(ReplayRequest request, Instant begin) {
        this.request = request;
        this.begin = begin;
    }

    void selected() {
        events++;
    }

    /** When the next run may start. */
    Instant nextDue() {
        return begin.plus(Duration.ofNanos((long) (dues++ / request.rate() * NANOS)));
    }

    void start(Candidate candidate, Verdict verdict, Long run, Instant due) {
        starts++;
        lastStart = due;
        if (started.size() < SHOWN) {
            started.add(
                    new Started(candidate.id(), candidate.event().key(), verdict.route(), verdict.reason(), run, due));
        }
    }

    void skip(Candidate candidate, String route, String reason) {
        skip(new Skipped(candidate.id(), candidate.event().key(), route, reason));
    }

    /** An id under which the ledger has no event. */
    void unknown(long id) {
        skip(new Skipped(id, null, request.route(), "there is no such event, or it was removed after its retention"));
    }

    ReplayReport report() {
        return new ReplayReport(
                request.dryRun(), events, starts, skips, lastStart, List.copyOf(started), List.copyOf(skipped));
    }

    private void skip(Skipped skip) {
        skips++;
        if (skipped.size() < SHOWN) {
            skipped.add(skip);
        }
    }
}
