package routes.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Lets concurrent callers share one commit. Who comes while no commit is under way commits at once, in its own thread, so a
 * lone caller pays nothing for it; who comes meanwhile is taken along by the next one. There is no thread, timer or delay.
 *
 * @param <T> what is written
 * @param <R> what each caller gets back
 */
public final class GroupCommit<T, R> {

    private final Function<List<T>, List<R>> commit;
    private final int most;
    private final Semaphore leading = new Semaphore(1);
    private final ConcurrentLinkedQueue<Entry<T, R>> waiting = new ConcurrentLinkedQueue<>();

    /**
     * @param most items in one commit
     * @param commit writes a batch whole or not at all, and returns a result for each item, in their order
     */
    public GroupCommit(int most, Function<List<T>, List<R>> commit) {
        this.most = most;
        this.commit = commit;
    }

    /**
     * Returns after the item is committed. If a batch fails for another reason than that the ledger is away, its items are
     * committed one by one, so that a bad one fails alone.
     *
     * @throws LedgerException if it could not be written
     * @throws RuntimeException whatever else keeps this one item from being written
     */
    public R submit(T item) {
        var entry = new Entry<T, R>(item, Thread.currentThread());
        waiting.add(entry);
        while (!entry.done) {
            if (leading.tryAcquire()) {
                lead();
            } else {
                LockSupport.park(this);
            }
        }
        if (entry.failure != null) {
            throw entry.failure;
        }
        return entry.result;
    }

    private void lead() {
        try {
            var batch = nextBatch();
            if (!batch.isEmpty()) {
                write(batch);
            }
        } finally {
            leading.release();
            // After the release, so that whoever joins from here on finds the lead free.
            var next = waiting.peek();
            if (next != null) {
                LockSupport.unpark(next.thread);
            }
        }
    }

    private List<Entry<T, R>> nextBatch() {
        var batch = new ArrayList<Entry<T, R>>();
        Entry<T, R> entry;
        while (batch.size() < most && (entry = waiting.poll()) != null) {
            batch.add(entry);
        }
        return batch;
    }

    private void write(List<Entry<T, R>> batch) {
        try {
            var results = commit.apply(batch.stream().map(entry -> entry.item).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).succeed(results.get(i));
            }
        } catch (RuntimeException e) {
            var away = e instanceof LedgerException failure && !failure.refused();
            if (!away && batch.size() > 1) {
                batch.forEach(entry -> write(List.of(entry)));
            } else {
                batch.forEach(entry -> entry.fail(e));
            }
        } catch (Error e) {
            batch.forEach(entry -> entry.fail(new IllegalStateException("a batch could not be committed", e)));
        }
    }

    private static final class Entry<T, R> {

        private final T item;
        private final Thread thread;
        private R result;
        private RuntimeException failure;
        private volatile boolean done;

        Entry(T item, Thread thread) {
            this.item = item;
            this.thread = thread;
        }

        void succeed(R value) {
            result = value;
            finish();
        }

        void fail(RuntimeException reason) {
            failure = reason;
            finish();
        }

        private void finish() {
            done = true;
            LockSupport.unpark(thread);
        }
    }
}
