package routes.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.jboss.logging.Logger;

import routes.ledger.LedgerException;
import routes.ledger.RunEnd;
import routes.ledger.RunLedger;
import routes.ledger.RunNews;
import routes.shared.Clocks;

/** Sends one run through its route, and tells the ledger how that ended. */
@ApplicationScoped
class RunExecution {

    private static final Logger LOG = Logger.getLogger(RunExecution.class);

    private final RunLedger runs;
    private final RunNews news;
    private final Cancellation cancellation;
    private final EngineConfig config;
    private final Shutdown shutdown;
    private final Clocks clocks;
    private final Clock clock;
    private final ObjectMapper json;

    RunExecution(
            RunLedger runs,
            RunNews news,
            Cancellation cancellation,
            EngineConfig config,
            Shutdown shutdown,
            Clocks clocks,
            Clock clock,
            ObjectMapper json) {
        this.runs = runs;
        this.cancellation = cancellation;
        this.clocks = clocks;
        this.shutdown = shutdown;
        this.news = news;
        this.config = config;
        this.clock = clock;
        this.json = json;
    }

    /** Returns once the run has come as far as it can. */
    void route(Trigger trigger, Run run) {
        var exchange = trigger.newExchange();
        try {
            exchange.setProperty(Run.PROPERTY, run);
            exchange.setVariable("run", run);
            exchange.getMessage().setBody(body(run));
            trigger.route(exchange);
        } catch (JsonProcessingException e) {
            exchange.setException(e);
        }
        var cutOff = shutdown.begun() && exchange.getException() != null;
        if (!run.lost() && !cutOff) {
            end(trigger, run, exchange);
        }
    }

    /** Ends a run that a person has cancelled, and what its open steps have begun. */
    void cancelled(Run run) {
        write(RunEnd.cancelled(run.getId(), run.owner(), "cancelled"));
    }

    private void end(Trigger trigger, Run run, Exchange exchange) {
        var failure = exchange.getException();
        if (run.branchFailure() != null) {
            cancellation.cancel(run);
            fail(trigger, run, run.branchFailure());
        } else if (run.wakeAt() != null) {
            // Also when a branch has failed: the run fails once the others have come to their end.
            var waiting = RunEnd.waiting(run.getId(), run.owner(), run.wakeAt());
            write(news.branchFailed(run.claimed(), run.failedSteps())
                    .map(waiting::told)
                    .orElse(waiting));
        } else if (failure != null) {
            fail(trigger, run, failure);
        } else {
            succeed(run);
        }
    }

    private void succeed(Run run) {
        var claimed = run.claimed();
        var end = RunEnd.succeeded(run.getId(), run.owner());
        var announcement = claimed.parkedBefore() ? news.recovered(claimed) : news.succeeded(claimed);
        write(announcement.map(end::told).orElse(end));
    }

    private void fail(Trigger trigger, Run run, Throwable failure) {
        var error = Failures.describe(failure);
        var failures = run.claimed().failures() + 1;
        var next = clock.instant().plus(Backoff.after(run.getAttempt(), config.retry()));
        if (Failures.unreachable(failure)) {
            LOG.warnf("%s waits until %s for a system that does not answer: %s", run, next, error);
            write(RunEnd.putOff(run.getId(), run.owner(), next, error));
        } else if (Failures.heals(failure) && failures < attempts(trigger)) {
            LOG.warnf("%s failed, and is tried again at %s: %s", run, next, error);
            write(RunEnd.retried(run.getId(), run.owner(), next, error));
        } else {
            LOG.errorf("%s is parked: %s", run, error);
            var end = RunEnd.parked(run.getId(), run.owner(), error);
            write(news.parked(run.claimed(), error).map(end::told).orElse(end));
        }
    }

    private int attempts(Trigger trigger) {
        var attempts = trigger.limits().attempts();
        return attempts == 0 ? Integer.MAX_VALUE : attempts < 0 ? config.retry().attempts() : attempts;
    }

    private void write(RunEnd end) {
        try {
            // The ledger goes by the clock on the wall, also in a demonstration.
            var written = end.nextAttemptAt(clocks.onTheWall(end.nextAttemptAt()));
            if (!Patience.whileUnreachable(() -> runs.end(written))) {
                LOG.warnf("run %d was taken over by another replica", end.runId());
            }
        } catch (LedgerException e) {
            // The run is found as a stray, or taken over; what it did is remembered step by step.
            LOG.warnf("the end of run %d could not be written: %s", end.runId(), e.getMessage());
        }
    }

    private Object body(Run run) throws JsonProcessingException {
        var claimed = run.claimed();
        if (claimed.event() != null) {
            return claimed.event();
        }
        if (claimed.input() != null) {
            return json.readValue(claimed.input(), Object.class);
        }
        return Map.of(
                "slot",
                claimed.slot() == null
                        ? Instant.EPOCH.toString()
                        : claimed.slot().toString());
    }
}
