package routes.external;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jboss.logging.Logger;

import routes.engine.Failures;
import routes.ledger.ExternalStepLedger;
import routes.ledger.LedgerException;
import routes.ledger.OpenStep;
import routes.ledger.Remainder;
import routes.ledger.RunNews;
import routes.ledger.RunsQueued;
import routes.ledger.StepRecord;

/**
 * Ends steps whose work has ended, or is to end: by its deadline, or with its run. Tells people of those that are late. An end is
 * noted as soon as it is known; what the work has left behind is {@link Clearance}'s.
 */
@ApplicationScoped
class StepEnds {

    private static final Logger LOG = Logger.getLogger(StepEnds.class);

    private final ExternalStepLedger ledger;
    private final StepLogs logs;
    private final Lanes lanes;
    private final LongCalls calls;
    private final RunNews news;
    private final RunsQueued runs;
    private final ExternalConfig config;
    private final Clock clock;
    private final ObjectMapper json;
    private final Set<String> ending = ConcurrentHashMap.newKeySet();

    StepEnds(
            ExternalStepLedger ledger,
            StepLogs logs,
            Lanes lanes,
            LongCalls calls,
            RunNews news,
            RunsQueued runs,
            ExternalConfig config,
            Clock clock,
            ObjectMapper json) {
        this.ledger = ledger;
        this.logs = logs;
        this.lanes = lanes;
        this.calls = calls;
        this.news = news;
        this.runs = runs;
        this.config = config;
        this.clock = clock;
        this.json = json;
    }

    /** Takes note of how the work of a step was found. */
    <R> void handle(ExternalSystem<R> system, Task<R> task, OpenStep open, Sighting sighting) {
        try {
            if (sighting instanceof Sighting.Underway underway) {
                goOn(system, task, open, underway.note());
            } else {
                end(ended(open.step(), sighting), Remainder.ended(system.connection(task.request())));
            }
        } catch (LedgerException e) {
            if (!e.refused()) {
                throw e;
            }
            LOG.warnf("what has become of %s could not be noted: %s", task, e.getMessage());
        } catch (JsonProcessingException e) {
            LOG.warnf("the end of %s could not be noted: %s", task, Failures.describe(e));
        }
    }

    /**
     * Takes note of a step whose system does not answer.
     *
     * @param since how long it has not answered
     */
    <R> void unanswered(ExternalSystem<R> system, Task<R> task, OpenStep open, String note, Duration since) {
        if (overdue(open.step())) {
            // It would not answer to a stop either.
            end(
                    open.step().failed(tooLate(open.step(), note) + mayStillRun(task), false),
                    new Remainder(system.connection(task.request()), true, false));
            return;
        }
        note(open, note);
        // Where people have said when they want to be told, they are told then.
        var told = open.step().plan().alertAt() != null;
        if (told ? late(open.step()) : since.compareTo(config.alertAfter()) > 0) {
            tellLate(open, note);
        }
    }

    private <R> void goOn(ExternalSystem<R> system, Task<R> task, OpenStep open, String note) {
        if (overdue(open.step())) {
            giveUp(system, task, open.step(), tooLate(open.step(), note));
            return;
        }
        note(open, note);
        if (late(open.step())) {
            tellLate(open, note);
        }
    }

    private void note(OpenStep open, String note) {
        if (!Objects.equals(note, open.note())) {
            ledger.note(open.step(), note);
        }
    }

    private void tellLate(OpenStep open, String note) {
        if (!open.late()) {
            ledger.tellLate(open.step(), news.late(new OpenStep(open.step(), open.route(), open.slot(), note, false)));
        }
    }

    private boolean late(StepRecord step) {
        return step.plan().alertAt() != null
                && clock.instant().isAfter(step.plan().alertAt());
    }

    private boolean overdue(StepRecord step) {
        return step.plan().deadline() != null
                && clock.instant().isAfter(step.plan().deadline());
    }

    private static String tooLate(StepRecord step, String note) {
        return "it was not done by its deadline " + step.plan().deadline() + (note == null ? "" : ": " + note);
    }

    private static String mayStillRun(Task<?> task) {
        return "; it may still run as " + (task.handle() == null ? task.externalId() : task.handle())
                + ", and is stopped as soon as that is possible";
    }

    /**
     * Stops the work of a step, and fails it. Work that could not be stopped may go on there, but the run does not wait for it any
     * longer: it is stopped later.
     */
    <R> void giveUp(ExternalSystem<R> system, Task<R> task, StepRecord step, String why) {
        var connection = system.connection(task.request());
        if (ending.add(task.externalId())) {
            lanes.of(Lanes.Kind.STOP, system, connection).execute(() -> {
                try {
                    stopAndFail(system, task, step, connection, why);
                } catch (RuntimeException e) {
                    LOG.warnf("the end of %s could not be noted: %s", task, Failures.describe(e));
                } finally {
                    ending.remove(task.externalId());
                }
            });
        }
    }

    private <R> void stopAndFail(
            ExternalSystem<R> system, Task<R> task, StepRecord step, String connection, String why) {
        try {
            var logKept = stop(system, task, step);
            end(step.failed(why, false), new Remainder(connection, false, logKept));
        } catch (LedgerException e) {
            throw e;
        } catch (InterruptedException e) {
            // It is overdue for whoever watches it next, too.
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warnf("%s could not be stopped at its deadline: %s", task, Failures.describe(e));
            var reason = why + "; it could not be stopped: " + Failures.describe(e) + mayStillRun(task);
            end(step.failed(reason, false), new Remainder(connection, true, false));
        }
    }

    /**
     * Ends the work of a run that is cancelled, as if it had ended by itself.
     *
     * @throws Exception if that is not possible now, or takes longer, so that it has to be asked for again
     */
    <R> void cancel(ExternalSystem<R> system, Task<R> task, StepRecord step) throws Exception {
        var connection = system.connection(task.request());
        var stopped = calls.done(
                "stop " + task.externalId(),
                lanes.of(Lanes.Kind.STOP, system, connection),
                () -> {
                    var logKept = stop(system, task, step);
                    end(step.cancelled(), new Remainder(connection, false, logKept));
                },
                () -> LOG.warnf("%s could not be stopped, which is tried again with its run", task));
        if (!stopped) {
            throw new TimeoutException("it is being stopped, which takes longer");
        }
    }

    /** @return whether the log is kept, because there is none to be had afterwards */
    private <R> boolean stop(ExternalSystem<R> system, Task<R> task, StepRecord step) throws Exception {
        var logKept = system.stopRemovesLog() && logs.areKept() && keepLog(system, task, step);
        system.stop(task);
        return logKept;
    }

    /** Work is not left going on for the sake of its log, unless its system does not answer at all. */
    private <R> boolean keepLog(ExternalSystem<R> system, Task<R> task, StepRecord step) throws Exception {
        try {
            logs.keep(system, task).ifPresent(uri -> ledger.logged(step, uri.toString()));
            return true;
        } catch (LedgerException | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (Failures.unreachable(e) && !StepLogs.ofStore(e)) {
                throw e;
            }
            LOG.warnf("the log of %s could not be kept before it is stopped: %s", task, Failures.describe(e));
            return false;
        }
    }

    private StepRecord ended(StepRecord step, Sighting sighting) throws JsonProcessingException {
        return sighting instanceof Sighting.Failed failed
                ? step.failed(failed.why(), failed.heals())
                : step.succeeded(json.writeValueAsString(((Sighting.Succeeded) sighting).result()));
    }

    private void end(StepRecord ended, Remainder remainder) {
        calls.forget(ExternalSteps.begin(ended.externalId()));
        if (ledger.endAndWake(ended, remainder)) {
            runs.tell();
        }
    }
}
