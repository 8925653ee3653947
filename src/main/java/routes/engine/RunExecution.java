package routes.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.jboss.logging.Logger;

import routes.ledger.LedgerException;
import routes.ledger.RunEnd;
import routes.ledger.RunLedger;
import routes.ledger.RunNews;
import routes.ledger.StepRecord;
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
            try {
                end(trigger, run, exchange);
            } catch (RuntimeException e) {
                giveUp(run, e);
            }
        }
    }

    /**
     * Ends a run that a person has cancelled. As long as something it has begun may still be going on, it stays to be cancelled.
     */
    void cancelled(Run run, Cancellation.Rest rest) {
        if (rest.open().isEmpty()) {
            var left = rest.left().isEmpty() ? "" : "; " + String.join("; ", rest.left());
            write(RunEnd.cancelled(run.getId(), run.owner(), "cancelled" + left));
        } else if (!shutdown.begun()) {
            var next = clocks.onTheWall(afterBackoff(run));
            var error = "still to be cancelled: " + String.join("; ", rest.open());
            write(run.getId(), () -> runs.cancelLater(run.getId(), run.owner(), next, error));
        }
    }

    private void end(Trigger trigger, Run run, Exchange exchange) {
        var failure = exchange.getException();
        if (run.branchFailure() != null) {
            failWithBranches(trigger, run);
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

    /** Fails once what the other branches have begun has been ended. */
    private void failWithBranches(Trigger trigger, Run run) {
        if (cancellation.cancel(run).open().isEmpty()) {
            fail(trigger, run, run.branchFailure());
        } else {
            write(RunEnd.waiting(run.getId(), run.owner(), afterBackoff(run)));
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
        var next = afterBackoff(run);
        if (Failures.unreachable(failure) || Failures.heals(failure) && attempts(trigger) == Integer.MAX_VALUE) {
            if (!error.equals(run.claimed().error())) {
                LOG.warnf(
                        "%s failed, and is tried again until that is mended, at %s for the next time: %s",
                        run, next, error);
            }
            write(RunEnd.putOff(run.getId(), run.owner(), next, error));
        } else if (Failures.heals(failure) && failures < attempts(trigger)) {
            LOG.warnf("%s failed, and is tried again at %s: %s", run, next, error);
            var retried = RunEnd.retried(run.getId(), run.owner(), next, error);
            write(firstFailure(trigger, run)
                    .flatMap(failed -> news.triedAgain(run.claimed(), failed, next))
                    .map(retried::told)
                    .orElse(retried));
        } else {
            LOG.errorf("%s is parked: %s", run, error);
            var end = RunEnd.parked(run.getId(), run.owner(), error);
            write(news.parked(run.claimed(), error).map(end::told).orElse(end));
        }
    }

    /** What of a scheduled run has failed in an external system, unless an attempt has failed before. */
    private static Optional<List<StepRecord>> firstFailure(Trigger trigger, Run run) {
        var failed = run.failedSteps();
        var elsewhere = failed.stream().anyMatch(step -> step.handle() != null);
        return trigger instanceof Scheduled && elsewhere && run.claimed().failures() == 0
                ? Optional.of(failed)
                : Optional.empty();
    }

    /** A run without an end would be taken for a stray, and routed again and again. */
    private void giveUp(Run run, RuntimeException why) {
        var error = "its end could not be written: " + Failures.describe(why);
        LOG.errorf("%s is parked: %s", run, error);
        var end = RunEnd.parked(run.getId(), run.owner(), error);
        try {
            write(news.parked(run.claimed(), error).map(end::told).orElse(end));
        } catch (RuntimeException e) {
            LOG.errorf("nobody can be told of %s: %s", run, Failures.describe(e));
            write(end);
        }
    }

    private Instant afterBackoff(Run run) {
        return clock.instant().plus(Backoff.after(run.getAttempt(), config.retry()));
    }

    private int attempts(Trigger trigger) {
        var attempts = trigger.limits().attempts();
        return attempts == 0 ? Integer.MAX_VALUE : attempts < 0 ? config.retry().attempts() : attempts;
    }

    private void write(RunEnd end) {
        // The ledger goes by the clock on the wall, also in a demonstration.
        var onTheWall = end.nextAttemptAt(clocks.onTheWall(end.nextAttemptAt()));
        write(end.runId(), () -> runs.end(onTheWall));
    }

    private static void write(long runId, Patience.Write end) {
        try {
            if (!Patience.whileUnreachable(end)) {
                LOG.warnf("run %d was taken over by another replica", runId);
            }
        } catch (LedgerException e) {
            if (e.refused()) {
                throw e;
            }
            // The run is found as a stray, or taken over; what it did is remembered step by step.
            LOG.warnf("the end of run %d could not be written: %s", runId, e.getMessage());
        }
    }

    private Object body(Run run) throws JsonProcessingException {
        var claimed = run.claimed();
        if (claimed.event() != null) {
            return claimed.event();
        }
        if (claimed.input() != null) {
            var input = json.readValue(claimed.input(), Object.class);
            if (input instanceof Map<?, ?> fields && fields.get("date") instanceof String date) {
                run.date(date);
            }
            return input;
        }
        return Map.of(
                "slot",
                claimed.slot() == null
                        ? Instant.EPOCH.toString()
                        : claimed.slot().toString());
    }
}
