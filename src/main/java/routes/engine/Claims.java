package routes.engine;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.ClaimedRun;
import routes.ledger.Replica;
import routes.ledger.RunLedger;
import routes.ledger.StepLedger;
import routes.ledger.StepRecord;

/** Takes runs from the ledger for this replica, together with what is known of their steps. */
@ApplicationScoped
class Claims {

    private final RunLedger runs;
    private final StepLedger steps;
    private final Replica replica;

    Claims(RunLedger runs, StepLedger steps, Replica replica) {
        this.runs = runs;
        this.steps = steps;
        this.replica = replica;
    }

    /** Before the first claim: what a replica without a lease takes would be taken from it at once. */
    void renewLease() {
        replica.renewLease();
    }

    /** Runs of a route that may be routed now, or are to be cancelled. */
    List<Run> of(Trigger trigger, int most) {
        var limits = trigger.limits();
        var claim = new RunLedger.Claim(
                trigger.routeId(),
                most,
                limits.concurrency(),
                limits.ratePerSecond(),
                limits.supersede(),
                trigger.version());
        return withSteps(runs.claim(replica.id(), claim), trigger.zone());
    }

    /** Runs that are to be cancelled, of all routes but those that are routed here. */
    List<Run> toBeCancelled(Collection<String> routed, int most) {
        return withSteps(runs.claimCancelled(replica.id(), most, routed), ZoneOffset.UTC);
    }

    /** Queues runs again that the ledger counts as ours, but whose claims are not among these. */
    int requeueStrays(Set<UUID> known) {
        return runs.requeueStrays(replica.id(), known);
    }

    private List<Run> withSteps(List<ClaimedRun> claimed, ZoneId zone) {
        var known = knownSteps(claimed);
        return claimed.stream()
                .map(run -> new Run(run, known.getOrDefault(run.id(), List.of()), zone))
                .toList();
    }

    private Map<Long, List<StepRecord>> knownSteps(List<ClaimedRun> claimed) {
        var continued = claimed.stream()
                .filter(ClaimedRun::continued)
                .map(ClaimedRun::id)
                .toList();
        return continued.isEmpty()
                ? Map.of()
                : steps.of(continued).stream().collect(Collectors.groupingBy(StepRecord::runId));
    }
}
