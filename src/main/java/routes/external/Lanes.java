package routes.external;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;

/**
 * Threads for what an external system may take long to answer: some for each connection and kind of work. So one that hangs holds
 * up no steps but its own, and a log that is copied for minutes holds up no stop.
 */
@ApplicationScoped
class Lanes {

    private static final int LAST = 5000;

    private final Map<String, ExecutorService> lanes = new ConcurrentHashMap<>();

    /** A kind of work, and how much of it a connection is asked for at the same time. */
    enum Kind {
        BEGIN(8),
        STOP(4),
        CLEAR(2),
        READ(2);

        private final int atOnce;

        Kind(int atOnce) {
            this.atOnce = atOnce;
        }
    }

    /** The lane of a connection. */
    ExecutorService of(Kind kind, ExternalSystem<?> system, String connection) {
        var name =
                "sluice-" + kind.name().toLowerCase(java.util.Locale.ROOT) + "-" + system.action() + "-" + connection;
        return lanes.computeIfAbsent(name, unused -> Daemons.pool(name, kind.atOnce));
    }

    /** After those who use them. */
    void stop(@Observes @Priority(LAST) ShutdownEvent event) {
        lanes.values().forEach(ExecutorService::shutdownNow);
    }
}
