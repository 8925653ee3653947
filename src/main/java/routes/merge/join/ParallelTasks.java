package routes.merge.join;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Does things beside each other. The first failure stops the others. */
final class ParallelTasks {

    private static final int PATIENCE_SECONDS = 60;

    /** Something to do, which asks now and then whether it is to stop. */
    interface Task {
        void run() throws IOException, SQLException;
    }

    private ParallelTasks() {}

    /** Returns when all are done, or throws the first failure when all have ended. */
    static void run(List<Task> tasks) throws IOException, SQLException {
        var threads = Executors.newFixedThreadPool(tasks.size(), task -> {
            var thread = new Thread(task, "merge");
            thread.setDaemon(true);
            return thread;
        });
        var done = new ExecutorCompletionService<Void>(threads);
        try {
            for (var task : tasks) {
                done.submit(() -> {
                    task.run();
                    return null;
                });
            }
            for (var i = 0; i < tasks.size(); i++) {
                done.take().get();
            }
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped();
        } finally {
            stop(threads);
        }
    }

    private static RuntimeException rethrown(Throwable failure) throws IOException, SQLException {
        if (failure instanceof IOException input) {
            throw input;
        }
        if (failure instanceof SQLException query) {
            throw query;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }

    /** What they use is closed after this, so it has to wait for them; but not for ever for a far end that is silent. */
    private static void stop(ExecutorService threads) {
        threads.shutdownNow();
        var interrupted = Thread.interrupted();
        try {
            threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** @throws InterruptedIOException if this thread is to stop */
    static void stopIfInterrupted() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw stopped();
        }
    }

    private static InterruptedIOException stopped() {
        return new InterruptedIOException("the merge was stopped");
    }
}
