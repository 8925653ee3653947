package routes.merge.join;

import java.io.Closeable;
import java.io.InterruptedIOException;

import routes.shared.HeapBudget;

/**
 * The share of the heap that one merge may take, so that no more of them are at work than there is room for
 * beside other large work. It is never
 * waited for here: who waits should hold nothing meanwhile. For one thread.
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

    private final HeapBudget.Room room;

    private MergeMemory(HeapBudget budget) {
        room = budget.none();
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
        return noneOf(HeapBudget.ofProcess());
    }

    static MergeMemory noneOf(HeapBudget budget) {
        return new MergeMemory(budget);
    }

    /** Takes more, up to so many bytes altogether; false if there is no room for them now. */
    public boolean grow(long bytes) throws InterruptedIOException {
        return room.grow(bytes);
    }

    /** Gives back all that was taken. */
    @Override
    public void close() {
        room.close();
    }
}
