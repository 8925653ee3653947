package routes.merge.join;

import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;

/** Lets no more large merges be at work than there is memory for; the others wait. */
final class MemoryPermit {

    /** About what a large merge needs, in bytes. */
    private static final long NEEDED = 48L * 1024 * 1024;

    /** The rest is for the application, and for what the database and the store hand over. */
    private static final double SHARE = 0.4;

    private static final int PLACES =
            (int) Math.max(1, Math.min(1_000, SHARE * Runtime.getRuntime().maxMemory() / NEEDED));

    private static final Semaphore FREE = new Semaphore(PLACES, true);

    private final boolean taken;

    private MemoryPermit(boolean taken) {
        this.taken = taken;
    }

    /** Waits for a place, if the merge is a large one. */
    static MemoryPermit acquire(boolean large) throws InterruptedIOException {
        if (large) {
            try {
                FREE.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("the merge was stopped before it had room");
            }
        }
        return new MemoryPermit(large);
    }

    /** Lets another merge have the place. */
    void release() {
        if (taken) {
            FREE.release();
        }
    }
}
