package sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets processes stand still by chance, as a machine does that swaps, or a virtual one that is moved: each with all its children,
 * for a while that its seed decides, and then go on as if nothing had happened. Stops only what it is given.
 */
public final class Stalls implements AutoCloseable {

    private static final int SHORTEST_MILLIS = 500;

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile boolean ending;
    private volatile int count;

    public Stalls() {
        // A process that stands still cannot be asked to end.
        AtExit.close(this);
    }

    /**
     * Lets a process stand still again and again.
     *
     * @param process the process; asked for anew each time, because it may be another one by then
     * @param mostMillis how long it stands still at most, and goes on at most in between
     */
    public void begin(Supplier<ProcessHandle> process, int mostMillis, long seed) {
        var random = new Random(seed);
        var thread = new Thread(() -> stall(process, mostMillis, random), "stalls-" + seed);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** How often a process has stood still. */
    public int count() {
        return count;
    }

    private void stall(Supplier<ProcessHandle> process, int mostMillis, Random random) {
        try {
            while (!ending) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(SHORTEST_MILLIS, mostMillis));
                standStill(process.get(), random.nextInt(SHORTEST_MILLIS, mostMillis));
            }
        } catch (InterruptedException e) {
            // That is how it ends.
            Thread.currentThread().interrupt();
        }
    }

    private void standStill(ProcessHandle process, int millis) throws InterruptedException {
        // The parent first, which then begins no further children.
        signal("STOP", Stream.of(process));
        var children = process.descendants().toList();
        try {
            signal("STOP", children.stream());
            synchronized (this) {
                count++;
            }
            TimeUnit.MILLISECONDS.sleep(millis);
        } finally {
            signal("CONT", Stream.concat(children.stream(), Stream.of(process)));
        }
    }

    private static void signal(String name, Stream<ProcessHandle> processes) {
        var ids = processes
                .filter(ProcessHandle::isAlive)
                .map(process -> Long.toString(process.pid()))
                .collect(Collectors.joining(" "));
        if (ids.isEmpty()) {
            return;
        }
        try {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + ids)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send " + name + " to " + ids, e);
        }
    }

    /** Lets all go on. */
    @Override
    public void close() {
        AtExit.forget(this);
        ending = true;
        threads.forEach(Thread::interrupt);
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
