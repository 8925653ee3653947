package bench;

import java.util.Arrays;

/** Collects durations. Not for concurrent use. */
final class Latencies {

    private long[] nanos = new long[1 << 16];
    private int count;
    private boolean sorted = true;

    void add(long duration) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = duration;
        sorted = false;
    }

    int count() {
        return count;
    }

    /** The duration in milliseconds that the given share (0 to 1) stays below. */
    double millis(double share) {
        if (count == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        if (!sorted) {
            Arrays.sort(nanos, 0, count);
            sorted = true;
        }
        return nanos[(int) Math.min(count - 1L, Math.round(share * count))] / 1e6;
    }
}
