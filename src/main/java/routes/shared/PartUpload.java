package routes.shared;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import software.amazon.awssdk.services.s3.model.CompletedPart;

/** One part on its way to the store, in a thread of its own, so that the next one can be written meanwhile. */
final class PartUpload {

    private final FutureTask<CompletedPart> task;
    private final Thread thread;

    private PartUpload(FutureTask<CompletedPart> task, Thread thread) {
        this.task = task;
        this.thread = thread;
    }

    /** Sends it. */
    static PartUpload started(String key, Callable<CompletedPart> upload) {
        var task = new FutureTask<>(upload);
        var thread = new Thread(task, "upload of " + key);
        thread.setDaemon(true);
        thread.start();
        return new PartUpload(task, thread);
    }

    /**
     * Waits until the store has it.
     *
     * @throws IOException if it could not be sent; what else the request threw is thrown as it is
     * @throws InterruptedIOException if this thread is to stop; the request then ends as soon as it notices
     */
    CompletedPart join() throws IOException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("the upload was stopped").initCause(e);
        }
    }

    private static RuntimeException rethrown(Throwable failure) throws IOException {
        if (failure instanceof IOException output) {
            throw output;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }

    /** Stops it and waits for its end, whichever that is: a request that nobody waits for could still leave a part behind. */
    void abandon() {
        thread.interrupt();
        var interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
