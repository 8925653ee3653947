package sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Closes at the end of the JVM what is still open then, the youngest first. What is being closed by another thread at that
 * moment counts as open, so that the JVM does not end in the middle of it. May be used from any thread.
 */
final class AtExit {

    private static final System.Logger LOGGER = System.getLogger(AtExit.class.getName());
    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

    private static volatile boolean closing;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::closeAll, "sandbox-close"));
    }

    private AtExit() {}

    /**
     * Closes it at the end of the JVM.
     *
     * @throws IllegalStateException if that is now; it is closed then
     */
    static void close(AutoCloseable server) {
        register(server, OPEN::addFirst);
    }

    /** The same, but after all servers, which may use it. */
    static void closeLast(AutoCloseable used) {
        register(used, OPEN::addLast);
    }

    private static void register(AutoCloseable server, Consumer<AutoCloseable> order) {
        synchronized (OPEN) {
            if (!closing) {
                order.accept(server);
                return;
            }
        }
        closeNow(server);
        throw new IllegalStateException(server + " is not started, because all is just being closed");
    }

    /** Says that somebody has closed it: not that somebody is about to. */
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
        synchronized (OPEN) {
            closing = true;
        }
        QuietLogs.silence();
        SandboxDirectory.endChildren();
        for (var server = next(); server != null; server = next()) {
            closeNow(server);
        }
    }

    private static void closeNow(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            LOGGER.log(System.Logger.Level.WARNING, "could not close " + server, e);
        }
    }

    private static AutoCloseable next() {
        synchronized (OPEN) {
            return OPEN.poll();
        }
    }
}
