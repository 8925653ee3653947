package routes.external;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import routes.engine.Failures;
import routes.ledger.LedgerException;
import routes.ledger.Leftover;
import routes.ledger.LeftoverLedger;
import routes.ledger.StepState;
import routes.shared.InvalidInputException;

/**
 * Clears away what ended steps have left behind: keeps the log, and only then lets the work be removed. What fails is tried again,
 * however long the store or the system is away, and whoever does it then.
 */
@ApplicationScoped
class Clearance {

    private static final Logger LOG = Logger.getLogger(Clearance.class);

    private final LeftoverLedger ledger;
    private final ExternalSteps steps;
    private final StepLogs logs;
    private final Lanes lanes;
    private final Set<Long> underWay = ConcurrentHashMap.newKeySet();

    Clearance(LeftoverLedger ledger, ExternalSteps steps, StepLogs logs, Lanes lanes) {
        this.ledger = ledger;
        this.steps = steps;
        this.logs = logs;
        this.lanes = lanes;
    }

    /** Begins to clear something away, unless that is under way. */
    <R> void begin(ExternalSystem<R> system, Leftover leftover) {
        if (underWay.add(leftover.id())) {
            lanes.of(Lanes.Kind.CLEAR, system, leftover.remainder().connection())
                    .execute(() -> {
                        try {
                            clear(system, leftover);
                        } catch (RuntimeException e) {
                            LOG.warnf(
                                    "what step %s left behind is cleared away later: %s",
                                    leftover.step().id(), e.getMessage());
                        } finally {
                            underWay.remove(leftover.id());
                        }
                    });
        }
    }

    private <R> void clear(ExternalSystem<R> system, Leftover leftover) {
        try {
            var task = steps.task(system.requestType(), leftover.route(), leftover.step());
            if (leftover.remainder().underway()) {
                system.stop(task);
                ledger.stopped(leftover);
                LOG.infof("%s, which could not be stopped before, is stopped", task);
            }
            if (logKept(system, task, leftover) || leftover.step().state() != StepState.FAILED) {
                system.release(task);
            } else {
                LOG.infof("%s failed, and what it left behind stays, for its log is kept nowhere else", task);
            }
            ledger.cleared(leftover);
        } catch (LedgerException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (InvalidInputException e) {
            // Nobody waits for it, and trying again would not help.
            LOG.errorf(
                    "step %s of run %d left something behind in %s: %s",
                    leftover.step().id(),
                    leftover.step().runId(),
                    leftover.remainder().connection(),
                    e.getMessage());
            ledger.cleared(leftover);
        } catch (Exception e) {
            putOff(leftover, Failures.describe(e));
        }
    }

    /** Whether nothing more can be learnt from what is left. */
    private <R> boolean logKept(ExternalSystem<R> system, Task<R> task, Leftover leftover) throws Exception {
        if (leftover.remainder().logKept() || !logs.areKept()) {
            return leftover.remainder().logKept();
        }
        try {
            var log = logs.keep(system, task);
            ledger.logKept(leftover, log.map(Object::toString).orElse(null));
            return true;
        } catch (InvalidInputException e) {
            LOG.warnf("the log of %s cannot be kept: %s", task, e.getMessage());
            return false;
        }
    }

    private void putOff(Leftover leftover, String why) {
        if (!why.equals(leftover.error())) {
            LOG.warnf(
                    "the log of step %s of run %d is kept, and what it left behind removed, later: %s",
                    leftover.step().id(), leftover.step().runId(), why);
        }
        ledger.putOff(leftover, why);
    }
}
