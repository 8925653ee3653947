package routes.merge.join;

import java.io.Closeable;
import java.util.concurrent.Semaphore;

/**
 * The share of the heap that one merge may take, so that no more of them are at work than there is room for. It is never
 * waited for here: who waits should hold nothing meanwhile. Safe for concurrent use.
 */
public final class MergeMemory implements Closeable {

    private static final long MEBIBYTE = 1024L * 1024;

    /** Of two hash tables, of what is not yet on the disk of 129 parts, and of what is read from both sides, when all is large. */
    private static final long LARGEST = 40 * MEBIBYTE;

    private static final long LEAST = 2 * MEBIBYTE;

    /** About what a row takes, wherever it is. */
    private static final long ROW = 256;

    /** Parts of the CSV: one is sent while the next is written. */
    private static final int PARTS = 2;

    /** The rest is for the application, and for what the database and the store hand over. */
    private static final double SHARE = 0.45;

    private static final Heap HEAP =
            new Heap((long) (SHARE * Runtime.getRuntime().maxMemory()));

    private final Heap heap;
    private int taken;

    private MergeMemory(Heap heap) {
        this.heap = heap;
    }

    /** What all merges together may take. */
    static final class Heap {

        private final int size;
        private final Semaphore free;

        Heap(long bytes) {
            size = (int) Math.max(1, bytes / MEBIBYTE);
            free = new Semaphore(size);
        }
    }

    /**
     * What a merge needs at most, in bytes.
     *
     * @param json size of the object as it is stored
     * @param rows about how many the table has; 0 or less if nobody knows
     * @param partSize of uploads
     */
    public static long needed(long json, long rows, long partSize) {
        var most = LARGEST + PARTS * partSize;
        // What is small stays in memory: as a record or row, as a line, and in the upload.
        return rows <= 0 ? most : Math.min(most, LEAST + 4 * Math.min(json, most) + ROW * Math.min(rows, most));
    }

    /** Nothing of this process's heap so far. */
    public static MergeMemory none() {
        return noneOf(HEAP);
    }

    static MergeMemory noneOf(Heap heap) {
        return new MergeMemory(heap);
    }

    /** Takes more, up to so many bytes altogether; false if there is no room for them now. */
    public boolean grow(long bytes) {
        // More than all there is would never be free.
        var wanted = (int) Math.min(heap.size, (bytes - 1) / MEBIBYTE + 1);
        if (wanted > taken) {
            if (!heap.free.tryAcquire(wanted - taken)) {
                return false;
            }
            taken = wanted;
        }
        return true;
    }

    /** Gives back all that was taken. */
    @Override
    public void close() {
        heap.free.release(taken);
        taken = 0;
    }
}
