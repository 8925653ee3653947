package routes.shared;

import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The heap that large pieces of work may take together, whichever pipelines they belong to: what finds no room waits, first come,
 * first served. Safe for concurrent use.
 */
public final class HeapBudget {

    /** The rest is for the application, for small work, and for what databases and the store hand over. */
    private static final double SHARE = 0.5;

    private static final long MEBIBYTE = 1024L * 1024;

    private static final HeapBudget OF_PROCESS =
            new HeapBudget((long) (SHARE * Runtime.getRuntime().maxMemory()));

    private final int mebibytes;
    private final Semaphore free;

    /** A budget of that many bytes. */
    public HeapBudget(long bytes) {
        mebibytes = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / MEBIBYTE));
        free = new Semaphore(mebibytes, true);
    }

    /** The one that everything in this process shares. */
    public static HeapBudget ofProcess() {
        return OF_PROCESS;
    }

    /** Room that was taken; closed, it is there for others. For one thread. */
    public final class Room implements AutoCloseable {

        private int taken;

        private Room(int taken) {
            this.taken = taken;
        }

        /**
         * Takes more, up to that many bytes altogether; false if it is not there, or others have been waiting for it. What needs
         * more than there is at all gets all of it.
         */
        public boolean grow(long bytes) throws InterruptedIOException {
            var more = wanted(bytes) - taken;
            if (more <= 0) {
                return true;
            }
            try {
                // Without a time it would push in before those who wait.
                if (!free.tryAcquire(more, 0, TimeUnit.SECONDS)) {
                    return false;
                }
                taken += more;
                return true;
            } catch (InterruptedException e) {
                throw stopped(e);
            }
        }

        @Override
        public void close() {
            free.release(taken);
            taken = 0;
        }
    }

    /** Room for nothing yet, which may grow. */
    public Room none() {
        return new Room(0);
    }

    /** Waits for room of that many bytes; what needs more than there is at all gets all of it. */
    public Room take(long bytes) throws InterruptedIOException {
        var wanted = wanted(bytes);
        try {
            free.acquire(wanted);
            return new Room(wanted);
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    /** Takes the room if it is there, and nobody has been waiting for it; otherwise null. */
    public Room takeNow(long bytes) throws InterruptedIOException {
        var room = none();
        return room.grow(bytes) ? room : null;
    }

    private int wanted(long bytes) {
        // Without a sum, which might be too large for a long.
        return (int) Math.min(mebibytes, (bytes - 1) / MEBIBYTE + 1);
    }

    private static InterruptedIOException stopped(InterruptedException e) {
        Thread.currentThread().interrupt();
        return (InterruptedIOException) new InterruptedIOException("stopped before there was room").initCause(e);
    }
}
