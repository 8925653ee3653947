package routes.external;

import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jboss.logging.Logger;

import routes.engine.Failures;
import routes.ledger.ExternalStepLedger;
import routes.ledger.LedgerException;
import routes.ledger.OpenStep;
import routes.ledger.RunNews;
import routes.ledger.RunsQueued;
import routes.ledger.StepLedger;
import routes.ledger.StepRecord;

/** Ends steps whose work has ended, or is to end: by its deadline, or with its run. Tells people of those that are late. */
@ApplicationScoped
class StepEnds {

    private static final Logger LOG = Logger.getLogger(StepEnds.class);
    private static final int AT_ONCE = 4;

    private final ExternalStepLedger ledger;
    private final StepLedger steps;
    private final StepLogs logs;
    private final RunNews news;
    private final RunsQueued runs;
    private final Clock clock;
    private final ObjectMapper json;
    private final Set<String> ending = ConcurrentHashMap.newKeySet();
    /** Copying a log may take long, and must not keep others from being noticed. */
    private final ExecutorService enders = Daemons.pool("sluice-step-end", AT_ONCE);

    StepEnds(
            ExternalStepLedger ledger,
            StepLedger steps,
            StepLogs logs,
            RunNews news,
            RunsQueued runs,
            Clock clock,
            ObjectMapper json) {
        this.ledger = ledger;
        this.steps = steps;
        this.logs = logs;
        this.news = news;
        this.runs = runs;
        this.clock = clock;
        this.json = json;
    }

    <R> void handle(ExternalSystem<R> system, Task<R> task, OpenStep open, Sighting sighting) {
        if (sighting instanceof Sighting.Underway underway) {
            goOn(system, task, open, underway.note());
        } else {
            end(system, task, () -> {
                logged(open.step(), logs.keep(system, task));
                return ended(open.step(), sighting);
            });
        }
    }

    private <R> void goOn(ExternalSystem<R> system, Task<R> task, OpenStep open, String note) {
        var now = clock.instant();
        var plan = open.step().plan();
        if (plan.deadline() != null && now.isAfter(plan.deadline())) {
            end(system, task, () -> giveUp(system, task, open, note));
            return;
        }
        if (!Objects.equals(note, open.note())) {
            ledger.note(open.step(), note);
        }
        if (plan.alertAt() != null && now.isAfter(plan.alertAt()) && !open.late()) {
            ledger.tellLate(open.step(), news.late(open));
        }
    }

    /** Work that could not be stopped may go on there, but the run does not wait for it any longer. */
    private <R> StepRecord giveUp(ExternalSystem<R> system, Task<R> task, OpenStep open, String note) {
        var why =
                "it was not done by its deadline " + open.step().plan().deadline() + (note == null ? "" : ": " + note);
        try {
            stop(system, task, open.step());
        } catch (Exception e) {
            LOG.warnf("%s could not be stopped at its deadline: %s", task, Failures.describe(e));
            why += "; it could not be stopped: " + Failures.describe(e);
            logged(open.step(), logs.keep(system, task));
        }
        return open.step().failed(why, false);
    }

    /**
     * Ends the work of a run that is cancelled, as if it had ended by itself: its log is kept, and what it leaves behind removed.
     *
     * @throws Exception if that is not possible now, so that it has to be tried again
     */
    <R> void cancel(ExternalSystem<R> system, Task<R> task, StepRecord step) throws Exception {
        // What has just ended by itself is cleared up by that end.
        if (ending.add(task.externalId())) {
            try {
                stop(system, task, step);
                steps.end(null, step.cancelled());
                release(system, task);
            } finally {
                ending.remove(task.externalId());
            }
        }
    }

    private <R> void stop(ExternalSystem<R> system, Task<R> task, StepRecord step) throws Exception {
        if (system.stopRemovesLog()) {
            logged(step, logs.keepIfAnswered(system, task));
            system.stop(task);
        } else {
            system.stop(task);
            logged(step, logs.keepIfAnswered(system, task));
        }
    }

    private void logged(StepRecord step, Optional<URI> log) {
        log.ifPresent(uri -> ledger.logged(step, uri.toString()));
    }

    private StepRecord ended(StepRecord step, Sighting sighting) throws JsonProcessingException {
        return sighting instanceof Sighting.Failed failed
                ? step.failed(failed.why(), failed.heals())
                : step.succeeded(json.writeValueAsString(((Sighting.Succeeded) sighting).result()));
    }

    @FunctionalInterface
    private interface End {

        StepRecord step() throws JsonProcessingException;
    }

    private <R> void end(ExternalSystem<R> system, Task<R> task, End end) {
        if (ending.add(task.externalId())) {
            enders.execute(() -> {
                try {
                    if (ledger.endAndWake(end.step())) {
                        runs.tell();
                    }
                    release(system, task);
                } catch (LedgerException e) {
                    LOG.warnf("the end of %s is noted once the ledger is back: %s", task, e.getMessage());
                } catch (JsonProcessingException | RuntimeException e) {
                    LOG.warnf("the end of %s could not be noted: %s", task, Failures.describe(e));
                } finally {
                    ending.remove(task.externalId());
                }
            });
        }
    }

    private static <R> void release(ExternalSystem<R> system, Task<R> task) {
        try {
            system.release(task);
        } catch (Exception e) {
            LOG.warnf("%s left something behind: %s", task, Failures.describe(e));
        }
    }
}
