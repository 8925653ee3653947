package routes.notify;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

import routes.ledger.LedgerException;

/** The outbox's thread. It starts and ends with the application, and outlives every failure in between. */
@ApplicationScoped
public class OutboxLoop {

    private static final Logger LOGGER = Logger.getLogger(OutboxLoop.class);
    private static final Duration PARTING = Duration.ofSeconds(5);

    private static final long OUTAGES_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    private final OutboxSender sender;
    private final Outages outages;
    private final NotifyConfig config;
    private Thread thread;
    private volatile boolean ending;
    private boolean troubled;
    private long lookedAt = System.nanoTime();

    OutboxLoop(OutboxSender sender, Outages outages, NotifyConfig config) {
        this.sender = sender;
        this.outages = outages;
        this.config = config;
    }

    void started(@Observes StartupEvent event) {
        if (config.enabled()) {
            start();
        }
    }

    void ended(@Observes ShutdownEvent event) throws InterruptedException {
        stop();
    }

    /** Begins to post messages. */
    synchronized void start() {
        ending = false;
        thread = new Thread(this::run, "outbox");
        thread.setDaemon(true);
        thread.start();
    }

    /** Begins no more posts, and waits a moment for those under way. */
    synchronized void stop() throws InterruptedException {
        ending = true;
        sender.wake();
        if (thread != null) {
            thread.join(PARTING.multipliedBy(2).toMillis());
        }
    }

    private void run() {
        try {
            while (!ending) {
                sender.rest(turn());
            }
            sender.finish(PARTING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (LedgerException e) {
            LOGGER.warnf(
                    "The results of the last posts could not be written, they may be told twice: %s", e.getMessage());
        }
    }

    private Duration turn() {
        try {
            if (System.nanoTime() - lookedAt > OUTAGES_EVERY_NANOS) {
                lookedAt = System.nanoTime();
                outages.look();
            }
            var rest = sender.work();
            if (troubled) {
                LOGGER.info("The outbox works again");
            }
            troubled = false;
            return rest;
        } catch (LedgerException e) {
            trouble("The outbox waits for the ledger: " + e.getMessage(), null);
        } catch (RuntimeException | Error e) {
            // Also of an Error: nothing else would post a message.
            trouble("The outbox failed and goes on", e);
        }
        return config.poll();
    }

    private void trouble(String what, Throwable failure) {
        if (!troubled) {
            LOGGER.warn(what, failure);
        }
        troubled = true;
    }
}
