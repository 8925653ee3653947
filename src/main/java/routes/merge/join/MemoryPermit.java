package routes.merge.join;

import java.io.InterruptedIOException;

import routes.shared.HeapBudget;

/** Lets no more large merges be at work than there is memory for; the others wait. */
final class MemoryPermit {

    /** About what a large merge needs, in bytes. */
    private static final long NEEDED = 48L * 1024 * 1024;

    private final HeapBudget.Room room;

    private MemoryPermit(HeapBudget.Room room) {
        this.room = room;
    }

    /** Waits for a place, if the merge is a large one. */
    static MemoryPermit acquire(boolean large) throws InterruptedIOException {
        return new MemoryPermit(large ? HeapBudget.ofProcess().take(NEEDED) : null);
    }

    /** Lets others have the place. */
    void release() {
        if (room != null) {
            room.close();
        }
    }
}
