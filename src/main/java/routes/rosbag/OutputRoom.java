package routes.rosbag;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;

import routes.shared.HeapBudget;

/**
 * Memory for what comes of one recording. Small results need no permission, so any number of small recordings is processed
 * at once; before results become large, there has to be room for them. For one thread.
 */
final class OutputRoom implements AutoCloseable {

    /** Results of this size together are small, in bytes. */
    static final long SMALL = 1024L * 1024;

    /** Two parts of each upload are in memory, and the CSV and the rejects may both become uploads. */
    private static final int PARTS = 4;

    private final HeapBudget budget;
    private final long needed;
    private HeapBudget.Room taken;
    private long written;

    /** There is no room just now. What was begun has to be given up, so that who waits holds neither memory nor a connection. */
    static final class Full extends IOException {

        private static final long serialVersionUID = 1L;
    }

    OutputRoom(HeapBudget budget, long partSize) {
        this.budget = budget;
        this.needed = PARTS * partSize;
    }

    /** Waits until there is room; what is written from then on may be as large as it likes. */
    void await() throws InterruptedIOException {
        taken = budget.take(needed);
    }

    /**
     * A way to the result that throws {@link Full} before the results become large without room for it.
     *
     * @param result one of the results
     */
    OutputStream before(OutputStream result) {
        return new FilterOutputStream(result) {
            @Override
            public void write(int oneByte) throws IOException {
                count(1);
                out.write(oneByte);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                count(length);
                out.write(bytes, offset, length);
            }
        };
    }

    private void count(int bytes) throws IOException {
        written += bytes;
        if (taken == null && written > SMALL) {
            taken = budget.takeNow(needed);
            if (taken == null) {
                throw new Full();
            }
        }
    }

    @Override
    public void close() {
        if (taken != null) {
            taken.close();
            taken = null;
        }
    }
}
