package routes.external;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

import routes.ledger.ExternalStepLedger;
import routes.ledger.Lease;
import routes.ledger.LedgerConfig;
import routes.ledger.LedgerException;
import routes.ledger.LeftoverLedger;
import routes.ledger.OpenStep;

/**
 * Watches all open steps in external systems, and has cleared away what ended ones left behind. One replica does it for all; should two do so for a moment, the first who notes an
 * end wins. The connections are asked beside each other, so that one that hangs holds up its own steps only.
 */
@ApplicationScoped
class ExternalWatch {

    private static final Logger LOG = Logger.getLogger(ExternalWatch.class);
    private static final String TASK = "watch external systems";
    private static final String UNREADABLE =
            "what it asks for cannot be read by this version of Sluice: run the version that began it, or cancel the"
                    + " run";

    private final Map<String, ExternalSystem<?>> systems = new HashMap<>();
    private final Map<String, ConnectionWatch<?>> connections = new ConcurrentHashMap<>();
    private final ExternalSteps steps;
    private final ExternalStepLedger ledger;
    private final StepEnds ends;
    private final LeftoverLedger leftovers;
    private final Clearance clearance;
    private final Lease lease;
    private final long renewEvery;
    private final ExternalConfig config;
    private final ScheduledExecutorService clockwork = Daemons.clockwork("sluice-watch");
    private long renewAt = System.nanoTime();
    private boolean ours;
    private boolean ledgerAway;

    ExternalWatch(
            @All List<ExternalSystem<?>> systems,
            ExternalSteps steps,
            ExternalStepLedger ledger,
            StepEnds ends,
            LeftoverLedger leftovers,
            Clearance clearance,
            Lease lease,
            LedgerConfig ledgerConfig,
            ExternalConfig config) {
        systems.forEach(system -> this.systems.put(system.action(), system));
        this.steps = steps;
        this.ledger = ledger;
        this.ends = ends;
        this.leftovers = leftovers;
        this.clearance = clearance;
        this.lease = lease;
        this.renewEvery = ledgerConfig.lease().toNanos() / 4;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        var poll = config.poll().toMillis();
        clockwork.scheduleWithFixedDelay(this::turn, poll, poll, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        clockwork.shutdownNow();
        connections.values().forEach(ConnectionWatch::stop);
    }

    private void turn() {
        try {
            if (isOurs()) {
                byConnection(ledger.open(systems.keySet())).forEach(this::look);
                leftovers
                        .due(systems.keySet())
                        .forEach(leftover ->
                                clearance.begin(systems.get(leftover.step().action()), leftover));
            }
            ledgerAway = false;
        } catch (LedgerException e) {
            if (!ledgerAway) {
                LOG.warnf("external systems are not watched until the ledger is back: %s", e.getMessage());
                ledgerAway = true;
            }
        } catch (RuntimeException | Error e) {
            // A scheduled task that throws is never run again.
            if (!clockwork.isShutdown()) {
                LOG.errorf(e, "external systems could not be watched");
            }
        }
    }

    private boolean isOurs() {
        if (System.nanoTime() - renewAt >= 0) {
            ours = lease.take(TASK);
            renewAt = System.nanoTime() + renewEvery;
        }
        return ours;
    }

    private record Connection(ExternalSystem<?> system, String name) {}

    private Map<Connection, List<OpenStep>> byConnection(List<OpenStep> open) {
        var groups = new HashMap<Connection, List<OpenStep>>();
        for (var step : open) {
            var system = systems.get(step.step().action());
            try {
                var connection = new Connection(system, connectionOf(system, step));
                groups.computeIfAbsent(connection, unused -> new ArrayList<>()).add(step);
            } catch (JsonProcessingException e) {
                // One such step must not keep the others from being watched.
                ledger.note(step.step(), UNREADABLE);
            }
        }
        return groups;
    }

    private <R> String connectionOf(ExternalSystem<R> system, OpenStep step) throws JsonProcessingException {
        return system.connection(
                steps.task(system.requestType(), step.route(), step.step()).request());
    }

    private void look(Connection connection, List<OpenStep> open) {
        var name = connection.system().action() + " " + connection.name();
        connections
                .computeIfAbsent(
                        name, unused -> new ConnectionWatch<>(connection.system(), connection.name(), steps, ends))
                .look(open);
    }
}
