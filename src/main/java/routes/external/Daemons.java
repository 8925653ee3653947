package routes.external;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/** Threads that do not hold up the end of the application. */
final class Daemons {

    private Daemons() {}

    static ScheduledExecutorService clockwork(String name) {
        return Executors.newSingleThreadScheduledExecutor(named(name));
    }

    static ExecutorService pool(String name, int threads) {
        return Executors.newFixedThreadPool(threads, named(name));
    }

    private static ThreadFactory named(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
