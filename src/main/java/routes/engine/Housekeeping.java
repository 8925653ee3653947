package routes.engine;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

import routes.ledger.ForgottenRuns;
import routes.ledger.Lease;
import routes.ledger.LedgerConfig;
import routes.ledger.LedgerException;
import routes.ledger.Replica;
import routes.ledger.Retention;

/**
 * What a replica does by the clock: signs of life, taking over from dead replicas, the slots of schedules, routes to be stopped,
 * and runs that nobody would wake.
 */
@ApplicationScoped
class Housekeeping {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);

    private final Replica replica;
    private final Lease lease;
    private final Schedules schedules;
    private final RunEngine engine;
    private final ForgottenRuns forgotten;
    private final Retention retention;
    private final RouteSwitch routes;
    private final LedgerConfig config;
    private final ScheduledExecutorService clockwork = daemon("sluice-clockwork");
    /** A sweep may take long, and must not hold up a sign of life. */
    private final ScheduledExecutorService sweeper = daemon("sluice-sweeper");
    /** Nor must a route that comes to rest slowly. */
    private final ScheduledExecutorService switcher = daemon("sluice-switch");

    private volatile boolean ledgerAway;

    Housekeeping(
            Replica replica,
            Lease lease,
            Schedules schedules,
            RunEngine engine,
            ForgottenRuns forgotten,
            Retention retention,
            RouteSwitch routes,
            LedgerConfig config) {
        this.replica = replica;
        this.lease = lease;
        this.schedules = schedules;
        this.engine = engine;
        this.forgotten = forgotten;
        this.retention = retention;
        this.routes = routes;
        this.config = config;
    }

    /** Begins to give signs of life. */
    void start(@Observes StartupEvent event) {
        whenLedgerAnswers(replica::renewLease);
        var beat = config.lease().toMillis() / 4;
        clockwork.scheduleWithFixedDelay(() -> whenLedgerAnswers(this::beat), beat, beat, TimeUnit.MILLISECONDS);
        clockwork.scheduleWithFixedDelay(() -> whenLedgerAnswers(this::fire), 1, 1, TimeUnit.SECONDS);
        clockwork.scheduleWithFixedDelay(() -> whenLedgerAnswers(this::wakeForgotten), 10, 10, TimeUnit.SECONDS);
        switcher.scheduleWithFixedDelay(() -> whenLedgerAnswers(routes::apply), 0, 1, TimeUnit.SECONDS);
        sweeper.scheduleWithFixedDelay(() -> whenLedgerAnswers(retention::sweep), 1, 60, TimeUnit.MINUTES);
    }

    void stop(@Observes ShutdownEvent event) {
        // Before the runs are given back, or they would be taken again.
        engine.stop();
        clockwork.shutdownNow();
        sweeper.shutdownNow();
        switcher.shutdownNow();
        whenLedgerAnswers(lease::giveBack);
        whenLedgerAnswers(replica::leave);
    }

    private void beat() {
        replica.renewLease();
        // Only here, because the other tasks do not always ask the ledger.
        ledgerAway = false;
        var taken = replica.takeOver();
        if (taken > 0) {
            LOG.infof("%d runs are taken over from a replica that gives no sign of life", taken);
            engine.wakeUp();
        }
    }

    private void fire() {
        if (schedules.fire() > 0) {
            engine.wakeUp();
        }
    }

    private void wakeForgotten() {
        var woken = forgotten.wake();
        if (!woken.isEmpty()) {
            LOG.warnf("%s waited for nothing, and is queued again: please report that", String.join(", ", woken));
            engine.wakeUp();
        }
    }

    private void whenLedgerAnswers(Runnable task) {
        try {
            task.run();
        } catch (LedgerException e) {
            if (!ledgerAway) {
                LOG.warnf("the ledger is away: %s", e.getMessage());
                ledgerAway = true;
            }
        } catch (RuntimeException | Error e) {
            // A scheduled task that throws is never run again.
            LOG.errorf(e, "a task of the clockwork failed");
        }
    }

    private static ScheduledExecutorService daemon(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
