package routes.engine;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import routes.ledger.LedgerException;

/** Bears with a ledger that is away for a while. */
public final class Patience {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private Patience() {}

    /** Something to be written that must not get lost. */
    @FunctionalInterface
    public interface Write {

        /** Writes it, or throws {@link LedgerException}. */
        boolean write();
    }

    /**
     * Tries until the ledger answers, for two minutes at most. Holds the calling thread meanwhile; it would have nothing better
     * to do, since no run goes on without the ledger.
     *
     * @throws LedgerException if the ledger stayed away, refuses the values, or the thread is interrupted
     */
    public static boolean whileUnreachable(Write write) {
        var deadline = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            try {
                return write.write();
            } catch (LedgerException e) {
                if (e.refused()
                        || System.nanoTime() > deadline
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                pause();
            }
        }
    }

    /** A thread may be unparked by whom it shared a commit with, so one park alone may be no pause at all. */
    private static void pause() {
        var end = System.nanoTime() + PAUSE.toNanos();
        for (var left = PAUSE.toNanos();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
