package sandbox;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes at the end of the JVM what is still open then, the youngest first. */
final class AtExit {

    private static final System.Logger LOGGER = System.getLogger(AtExit.class.getName());
    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

    private static volatile boolean closing;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::closeAll, "sandbox-close"));
    }

    private AtExit() {}

    static void close(AutoCloseable server) {
        synchronized (OPEN) {
            OPEN.push(server);
        }
    }

    /** Says that somebody closed it already. */
    static void forget(AutoCloseable server) {
        synchronized (OPEN) {
            OPEN.remove(server);
        }
    }

    /** Whether the JVM ends, so that failures of what is under way are no news. */
    static boolean closing() {
        return closing;
    }

    private static void closeAll() {
        closing = true;
        for (var server = next(); server != null; server = next()) {
            try {
                server.close();
            } catch (Exception e) {
                LOGGER.log(System.Logger.Level.WARNING, "could not close " + server, e);
            }
        }
    }

    private static AutoCloseable next() {
        synchronized (OPEN) {
            return OPEN.poll();
        }
    }
}
