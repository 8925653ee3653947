package routes.engine;

import jakarta.enterprise.context.ApplicationScoped;

import routes.ledger.LedgerException;
import routes.ledger.RunLedger;

/**
 * Keeps a replica that stood still from effects of runs that another one has taken over meanwhile, and from work that nobody wants
 * any more. To be asked now and then in long work, and right before an effect that would come in the way of the successor's.
 */
@ApplicationScoped
public class Ownership {

    private final RunLedger runs;

    Ownership(RunLedger runs) {
        this.runs = runs;
    }

    /** Whether the work of a run is still wanted: it is routed here, and not cancelled. True while the ledger does not answer. */
    public boolean wanted(Run run) {
        try {
            return runs.wanted(run.getId(), run.owner());
        } catch (LedgerException e) {
            // Nobody can tell. What is written twice comes out the same.
            return true;
        }
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
