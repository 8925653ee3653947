package routes.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import routes.ledger.LedgerException;
import routes.ledger.RunsQueued;

/**
 * Takes runs from the ledger and routes them, as many at once as it has threads. One thread claims; it wakes up when a run was
 * queued here or came to its end, and otherwise asks the ledger now and then.
 */
@ApplicationScoped
class RunEngine implements RunsQueued {

    private static final Logger LOG = Logger.getLogger(RunEngine.class);
    private static final long STOP_MILLIS = 2_000;
    private static final long STRAYS_EVERY_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Triggers triggers;
    private final Claims claims;
    private final RunExecution execution;
    private final Cancellation cancellation;
    private final Shutdown shutdown;
    private final EngineConfig config;
    private final Semaphore free;
    private final Semaphore wakeUps = new Semaphore(0);
    /** Routes by the claims of their runs: one that was taken from us, and came back, may be here twice for a while. */
    private final Map<UUID, String> underWay = new ConcurrentHashMap<>();

    private ExecutorService workers;
    private Thread claimer;
    private volatile boolean running;
    private boolean ledgerAway;
    private long straysAt;
    private int turns;
    private boolean leased;

    RunEngine(
            Triggers triggers,
            Claims claims,
            RunExecution execution,
            Cancellation cancellation,
            Shutdown shutdown,
            EngineConfig config) {
        this.triggers = triggers;
        this.claims = claims;
        this.execution = execution;
        this.cancellation = cancellation;
        this.shutdown = shutdown;
        this.config = config;
        this.free = new Semaphore(config.threads());
    }

    synchronized void start() {
        if (running) {
            return;
        }
        running = true;
        var number = new AtomicInteger();
        workers = Executors.newFixedThreadPool(
                config.threads(), task -> new Thread(task, "sluice-run-" + number.incrementAndGet()));
        claimer = new Thread(this::claimUntilStopped, "sluice-claim");
        claimer.setDaemon(true);
        claimer.start();
    }

    /** Takes no further run. Those under way are not waited for: another replica, or the next start, goes on with them. */
    synchronized void stop() {
        if (!running) {
            return;
        }
        running = false;
        shutdown.begin();
        wakeUp();
        workers.shutdownNow();
        try {
            // What is claimed in the last moment must be known before our runs are given back.
            claimer.join(STOP_MILLIS);
            workers.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void tell() {
        wakeUp();
    }

    /** Says that a run may have become claimable. */
    void wakeUp() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    private void claimUntilStopped() {
        while (running) {
            try {
                leaseOnce();
                var more = claimAll();
                requeueStrays();
                ledgerAway = false;
                if (!more) {
                    sleep();
                }
            } catch (LedgerException e) {
                if (!ledgerAway) {
                    LOG.warnf("no runs are taken until the ledger is back: %s", e.getMessage());
                    ledgerAway = true;
                }
                sleepQuietly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                // The claimer goes on whatever happens: nothing else would take a run.
                LOG.errorf(e, "runs could not be taken");
                sleepQuietly();
            }
        }
    }

    /** Before the first claim: what a replica without a lease takes would be taken from it at once. */
    private void leaseOnce() {
        if (!leased) {
            claims.renewLease();
            leased = true;
        }
    }

    private boolean claimAll() throws InterruptedException {
        var more = false;
        var turn = new ArrayList<>(triggers.all());
        // Each time another route is asked first, or a route with a backlog would take every thread that becomes free.
        Collections.rotate(turn, -(turns++ % Math.max(1, turn.size())));
        var routed = new ArrayList<String>();
        for (var trigger : turn) {
            if (trigger.active()) {
                routed.add(trigger.routeId());
                var room = room(trigger);
                more |= room > 0 && hand(trigger, claims.of(trigger, room)) == room;
            }
        }
        var room = free.availablePermits();
        more |= room > 0 && hand(null, claims.toBeCancelled(routed, room)) == room;
        return more && free.availablePermits() > 0;
    }

    /** How many runs of a route may be taken: it leaves a quarter of the threads to the others. */
    private int room(Trigger trigger) {
        var share = Math.max(1, config.threads() * 3 / 4);
        var busy = Collections.frequency(underWay.values(), trigger.routeId());
        return Math.min(free.availablePermits(), share - busy);
    }

    /** A trigger is not needed for runs that are only to be cancelled. */
    private int hand(Trigger trigger, List<Run> claimed) throws InterruptedException {
        for (var run : claimed) {
            free.acquire();
            underWay.put(run.owner(), run.getRoute());
            workers.execute(() -> route(trigger, run));
        }
        return claimed.size();
    }

    private void route(Trigger trigger, Run run) {
        try {
            if (run.claimed().cancelRequested()) {
                execution.cancelled(run, cancellation.cancel(run));
            } else {
                execution.route(trigger, run);
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s could not be routed", run);
        } finally {
            underWay.remove(run.owner());
            free.release();
            wakeUp();
        }
    }

    private void requeueStrays() {
        if (System.nanoTime() - straysAt > STRAYS_EVERY_NANOS) {
            straysAt = System.nanoTime();
            var strays = claims.requeueStrays(underWay.keySet());
            if (strays > 0) {
                LOG.warnf("%d runs go on that were cut off from the ledger", strays);
            }
        }
    }

    private void sleepQuietly() {
        try {
            sleep();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sleep() throws InterruptedException {
        if (wakeUps.tryAcquire(config.poll().toMillis(), TimeUnit.MILLISECONDS)) {
            wakeUps.drainPermits();
        }
    }
}
