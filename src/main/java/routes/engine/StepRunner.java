package routes.engine;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;

import routes.ledger.LedgerException;
import routes.ledger.StepLedger;
import routes.ledger.StepRecord;

/** Does a step once: begins it, goes on with it, or gives back the result that the ledger remembers. */
@ApplicationScoped
class StepRunner {

    private final StepLedger steps;
    private final Shutdown shutdown;
    private final ObjectMapper json;

    StepRunner(StepLedger steps, Shutdown shutdown, ObjectMapper json) {
        this.steps = steps;
        this.shutdown = shutdown;
        this.json = json;
    }

    /**
     * Returns once the step is done, its result in the variable of its id.
     *
     * @throws RunSuspended if it goes on elsewhere
     * @throws RunLost if the run is no longer ours
     */
    void perform(Action action, String stepId, Map<String, Object> parameters, Exchange exchange) throws Exception {
        var run = Run.of(exchange, stepId);
        var known = run.step(stepId);
        var step = known == null ? begin(action, call(run, stepId, null, false, parameters, exchange)) : known;
        var done = switch (step.state()) {
            case SUCCEEDED -> step;
            case FAILED -> throw new StepFailed(step);
            case CANCELLED -> throw new IllegalStateException("step " + stepId + " was cancelled");
            case STARTED -> proceed(action, step, call(run, stepId, step, known != null, parameters, exchange));
        };
        exchange.setVariable(stepId, read(done));
    }

    /** Ends what an open step has begun. */
    void cancel(Action action, Run run, StepRecord step) throws Exception {
        action.cancel(call(run, step.id(), step, true, Map.of(), null));
        steps.end(null, step.cancelled());
    }

    private StepRecord begin(Action action, Action.Call call) throws Exception {
        var run = call.run();
        var externalId = externalId(run, call.stepId());
        var step = StepRecord.starting(
                run.getId(), call.stepId(), action.name(), run.getAttempt(), externalId, action.plan(call));
        if (!started(run, step)) {
            run.lose();
            throw new RunLost(run.getId());
        }
        run.remember(step);
        return step;
    }

    private boolean started(Run run, StepRecord step) {
        try {
            return steps.start(run.owner(), step);
        } catch (LedgerException e) {
            if (e.refused()) {
                throw e;
            }
            // Nothing has happened yet; the run is found as a stray once the ledger is back.
            return false;
        }
    }

    private StepRecord proceed(Action action, StepRecord step, Action.Call call) throws Exception {
        Action.Progress progress;
        try {
            progress = action.proceed(call);
        } catch (RunSuspended | RunLost e) {
            throw e;
        } catch (Exception e) {
            if (shutdown.begun() || Failures.withoutLedger(e)) {
                // What it has begun may go on, so it is not failed: it is asked again, under the same external id.
                call.run().lose();
                throw new RunLost(call.run().getId());
            }
            end(call.run(), failed(step, e));
            throw e;
        }
        if (progress instanceof Action.Progress.Done done) {
            return end(call.run(), step.succeeded(json.writeValueAsString(done.result())));
        }
        call.run().suspendUntil(((Action.Progress.Pending) progress).askAgainAt());
        throw new RunSuspended(step.id());
    }

    private static StepRecord failed(StepRecord step, Exception e) {
        var why = Failures.describe(e);
        return Failures.unreachable(e) ? step.unanswered(why) : step.failed(why, Failures.heals(e));
    }

    private StepRecord end(Run run, StepRecord ended) {
        // If it cannot be written, the step is done but nobody knows: it is asked again by whoever gets the run next.
        if (!written(run, ended)) {
            run.lose();
            throw new RunLost(run.getId());
        }
        run.remember(ended);
        return ended;
    }

    private boolean written(Run run, StepRecord ended) {
        try {
            return Patience.whileUnreachable(() -> steps.end(run.owner(), ended));
        } catch (LedgerException e) {
            if (e.refused()) {
                throw e;
            }
            return false;
        }
    }

    private Object read(StepRecord step) throws JsonProcessingException {
        return step.result() == null ? null : json.readValue(step.result(), Object.class);
    }

    private static Action.Call call(
            Run run, String stepId, StepRecord step, boolean begun, Map<String, Object> parameters, Exchange exchange) {
        var externalId = step == null ? externalId(run, stepId) : step.externalId();
        return new Action.Call(run, stepId, externalId, begun, step, parameters, exchange);
    }

    /**
     * Short, and fit for the names of containers, Jobs and DAG runs: the same for each call of an attempt. The moment in which the
     * run was queued tells it from that of another ledger, where the same cause may have a run with the same number.
     */
    static String externalId(Run run, String stepId) {
        var cause = run.getRoute() + "\0" + run.getCause() + "\0" + run.getQueuedAt() + "\0" + stepId;
        var digest = UUID.nameUUIDFromBytes(cause.getBytes(StandardCharsets.UTF_8));
        var hash = HexFormat.of().toHexDigits(digest.getMostSignificantBits(), 12);
        return stepId.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + "-" + hash + "-"
                + run.getAttempt();
    }
}
