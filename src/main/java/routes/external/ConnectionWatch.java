package routes.external;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.jboss.logging.Logger;

import routes.engine.Failures;
import routes.ledger.LedgerException;
import routes.ledger.OpenStep;

/** Watches the open steps of one connection, one look at a time. A connection that does not answer is asked ever more seldom. */
final class ConnectionWatch<R> {

    private static final Logger LOG = Logger.getLogger(ConnectionWatch.class);

    private final ExternalSystem<R> system;
    private final String connection;
    private final ExternalSteps steps;
    private final StepEnds ends;
    private final ExecutorService asker;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile long awaySince;
    private volatile long nextLook = System.nanoTime();
    private volatile String trouble;

    ConnectionWatch(ExternalSystem<R> system, String connection, ExternalSteps steps, StepEnds ends) {
        this.system = system;
        this.connection = connection;
        this.steps = steps;
        this.ends = ends;
        this.asker = Daemons.pool("sluice-watch-" + connection, 1);
    }

    /** Looks for these steps, unless the last look is still under way. */
    void look(List<OpenStep> open) {
        if (System.nanoTime() - nextLook >= 0 && busy.compareAndSet(false, true)) {
            asker.execute(() -> {
                try {
                    lookNow(open);
                } catch (RuntimeException | JsonProcessingException e) {
                    LOG.warnf("%s of %s: %s", system.action(), connection, Failures.describe(e));
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    void stop() {
        asker.shutdownNow();
    }

    private void lookNow(List<OpenStep> open) throws JsonProcessingException {
        var tasks = new HashMap<String, Task<R>>();
        for (var step : open) {
            var task = steps.task(system.requestType(), step.route(), step.step());
            tasks.put(task.externalId(), task);
        }
        try {
            var seen = system.look(connection, List.copyOf(tasks.values()));
            back();
            for (var step : open) {
                var task = tasks.get(step.step().externalId());
                ends.handle(system, task, step, seen.getOrDefault(task.externalId(), Sighting.Underway.WELL));
            }
        } catch (LedgerException e) {
            // It is the ledger that is away, not the connection.
            throw e;
        } catch (Exception e) {
            if (asker.isShutdown()) {
                return;
            }
            away(Failures.describe(e));
            var since = Duration.ofNanos(System.nanoTime() - awaySince);
            for (var step : open) {
                var task = tasks.get(step.step().externalId());
                ends.unanswered(system, task, step, connection + " does not answer: " + trouble, since);
            }
        }
    }

    private void back() {
        if (trouble != null) {
            LOG.infof("%s of %s answers again", system.action(), connection);
            trouble = null;
        }
    }

    private void away(String why) {
        if (trouble == null) {
            LOG.warnf("%s of %s does not answer: %s", system.action(), connection, why);
            awaySince = System.nanoTime();
        }
        trouble = why;
        var pause = ExternalSteps.pause(Duration.ofNanos(System.nanoTime() - awaySince));
        nextLook = System.nanoTime() + pause.toNanos();
    }
}
