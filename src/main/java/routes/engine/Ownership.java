package routes.engine;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.RunLedger;

/**
 * Keeps a replica that stood still from effects of runs that another one has taken over meanwhile. To be asked right before an
 * effect that would come in the way of the successor's.
 */
@ApplicationScoped
public class Ownership {

    private final RunLedger runs;

    Ownership(RunLedger runs) {
        this.runs = runs;
    }

    /**
     * Returns if the run is still routed here.
     *
     * @throws RuntimeException if it is not, or if the ledger does not answer
     */
    public void require(Run run) {
        if (!runs.isOwned(run.getId(), run.owner())) {
            run.lose();
            throw new RunLost(run.getId());
        }
    }
}
