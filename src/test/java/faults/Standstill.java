package faults;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures for how long the whole machine stood still, as one does that swaps or is moved. What has to be done by a certain time
 * may be late by that, and by nothing else.
 */
final class Standstill implements AutoCloseable {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** Being late by less is nothing but a busy machine. */
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final AtomicLong nanos = new AtomicLong();
    private final Thread thread = new Thread(this::measure, "standstill");

    private Standstill() {}

    /** Begins to measure. */
    static Standstill begun() {
        var standstill = new Standstill();
        standstill.thread.setDaemon(true);
        standstill.thread.start();
        return standstill;
    }

    /** For how long it stood still since then. */
    Duration total() {
        return Duration.ofNanos(nanos.get());
    }

    private void measure() {
        try {
            while (true) {
                var before = System.nanoTime();
                TimeUnit.NANOSECONDS.sleep(PAUSE_NANOS);
                var late = System.nanoTime() - before - PAUSE_NANOS;
                if (late > LATE_NANOS) {
                    nanos.addAndGet(late);
                }
            }
        } catch (InterruptedException e) {
            // That is how it ends.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
