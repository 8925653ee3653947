package routes.external;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jboss.logging.Logger;

import routes.engine.Action.Progress;
import routes.engine.Failures;
import routes.ledger.ExternalStepLedger;
import routes.ledger.LedgerException;
import routes.ledger.OpenStep;
import routes.ledger.RunNews;
import routes.ledger.RunsQueued;
import routes.ledger.StepPlan;
import routes.ledger.StepRecord;
import routes.shared.InvalidInputException;

/** Begins steps in external systems, and has patience with systems that do not answer. */
@ApplicationScoped
class ExternalSteps {

    private static final Logger LOG = Logger.getLogger(ExternalSteps.class);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final ExternalStepLedger ledger;
    private final StepEnds ends;
    private final Lanes lanes;
    private final LongCalls calls;
    private final RunNews news;
    private final RunsQueued runs;
    private final ExternalConfig config;
    private final Clock clock;
    private final ObjectMapper json;

    ExternalSteps(
            ExternalStepLedger ledger,
            StepEnds ends,
            Lanes lanes,
            LongCalls calls,
            RunNews news,
            RunsQueued runs,
            ExternalConfig config,
            Clock clock,
            ObjectMapper json) {
        this.ledger = ledger;
        this.ends = ends;
        this.lanes = lanes;
        this.calls = calls;
        this.news = news;
        this.runs = runs;
        this.config = config;
        this.clock = clock;
        this.json = json;
    }

    StepPlan plan(Object request, Parameters parameters) throws JsonProcessingException {
        var now = clock.instant();
        return new StepPlan(
                null,
                json.writeValueAsString(request),
                parameters.time("alertAfter", now),
                parameters.time("deadline", now));
    }

    <R> Task<R> task(Class<R> type, String route, StepRecord step) throws JsonProcessingException {
        return new Task<>(
                step.externalId(),
                json.readValue(step.plan().request(), type),
                step.handle(),
                route,
                step.runId(),
                step.id(),
                step.attempt(),
                step.startedAt());
    }

    /** Begins the work unless its system has answered before; then it is watched, and the run need not ask. */
    <R> Progress begin(ExternalSystem<R> system, Task<R> task, StepRecord step) throws Exception {
        if (task.handle() != null) {
            return new Progress.Pending(Instant.MAX);
        }
        var lane = lanes.of(Lanes.Kind.BEGIN, system, system.connection(task.request()));
        try {
            var name = begin(task.externalId());
            if (calls.done(name, lane, () -> beginNow(system, task, step), () -> wake(task, step))) {
                return new Progress.Pending(Instant.MAX);
            }
            // Not sooner: another replica would begin the same beside this one. A failure wakes the run.
            var why = system.connection(task.request()) + " has not answered yet";
            return askAgain(system, task, step, why, config.timeout().multipliedBy(2));
        } catch (InvalidInputException | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // It may have begun all the same. So it is asked for again under the same name, and the step is not failed.
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return askAgain(system, task, step, Failures.describe(e), Duration.ZERO);
        }
    }

    private void wake(Task<?> task, StepRecord step) {
        try {
            ledger.wake(step);
            runs.tell();
        } catch (LedgerException e) {
            LOG.warnf("%s is asked for again once its time has come: %s", task, e.getMessage());
        }
    }

    /** What the begin of that work is called among the long calls. */
    static String begin(String externalId) {
        return "begin " + externalId;
    }

    private <R> void beginNow(ExternalSystem<R> system, Task<R> task, StepRecord step) throws Exception {
        var begun = system.begin(task);
        if (!begun.handle().equals(ledger.began(step, begun.handle(), begun.link()))) {
            end(system, task.begunAs(begun.handle()));
        }
    }

    /** Ends work that nobody waits for: while this replica stood still, another has cancelled the step, or begun it itself. */
    private static <R> void end(ExternalSystem<R> system, Task<R> task) throws InterruptedException {
        try {
            system.stop(task);
            system.release(task);
            LOG.warnf("%s was begun too late, when its run had been taken over, and is stopped again", task);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            LOG.errorf(
                    "%s was begun too late, and could not be stopped again; stop %s there: %s",
                    task, task.handle(), Failures.describe(e));
        }
    }

    private <R> Progress askAgain(
            ExternalSystem<R> system, Task<R> task, StepRecord step, String why, Duration atLeast) {
        var now = clock.instant();
        var waited = step.startedAt() == null ? Duration.ZERO : Duration.between(step.startedAt(), now);
        var pause = pause(waited);
        var next = now.plus(pause.compareTo(atLeast) < 0 ? atLeast : pause);
        var deadline = step.plan().deadline();
        if (deadline != null && now.isAfter(deadline)) {
            // It may have begun all the same, and would run beside what a retry begins.
            ends.giveUp(system, task, step, "it could not be begun until its deadline " + deadline + ": " + why);
            return new Progress.Pending(next);
        }
        if (deadline != null && deadline.isBefore(next)) {
            next = deadline.plusMillis(1);
        }
        LOG.warnf("%s could not be begun, and is asked for again at %s: %s", task, next, why);
        ledger.note(step, why);
        if (waited.compareTo(config.alertAfter()) > 0) {
            ledger.tellLate(step, news.late(new OpenStep(step, task.route(), null, why, false)));
        }
        return new Progress.Pending(next);
    }

    /** Grows with the time that was waited already, so nothing has to be counted. */
    static Duration pause(Duration waited) {
        var half = waited.dividedBy(2);
        return half.compareTo(SHORTEST) < 0 ? SHORTEST : half.compareTo(LONGEST) > 0 ? LONGEST : half;
    }
}
