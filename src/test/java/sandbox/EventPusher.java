package sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Posts events to a webhook as MinIO does that has a queue directory: one at a time, in order, the same one again and
 * again until it is answered 2xx, so that one which is never accepted blocks all behind it. Until a target is set, events
 * wait.
 */
final class EventPusher implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(EventPusher.class.getName());
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger toLose = new AtomicInteger();
    private final AtomicInteger toRepeat = new AtomicInteger();
    private final AtomicInteger undelivered = new AtomicInteger();
    private final Thread worker = new Thread(this::pushAll, "sandbox-event-push");
    private volatile Target target;
    private volatile Duration retryDelay = Duration.ofSeconds(3);

    private record Target(URI webhook, String token) {}

    EventPusher() {
        worker.setDaemon(true);
        worker.start();
    }

    synchronized void pushTo(URI webhook, String token) {
        target = new Target(webhook, token);
        notifyAll();
    }

    void retryEvery(Duration delay) {
        retryDelay = delay;
    }

    /** Loses the next events for ever, as a store does that restarts at the wrong moment. */
    void loseNext(int events) {
        toLose.set(events);
    }

    /** Pushes the next events twice each, as happens when an answer is lost. */
    void repeatNext(int events) {
        toRepeat.set(events);
    }

    /** How many events wait to be accepted. */
    int undelivered() {
        return undelivered.get();
    }

    void push(String body) {
        if (toLose.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
            return;
        }
        int times = toRepeat.getAndUpdate(count -> Math.max(0, count - 1)) > 0 ? 2 : 1;
        for (int time = 0; time < times; time++) {
            undelivered.incrementAndGet();
            queue.add(body);
        }
    }

    private void pushAll() {
        try {
            while (true) {
                var body = queue.take();
                while (!accepted(body)) {
                    // The store's own pause between two attempts, not a wait for something to happen.
                    Thread.sleep(retryDelay.toMillis());
                }
                undelivered.decrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean accepted(String body) throws InterruptedException {
        var to = awaitTarget();
        try {
            var request = HttpRequest.newBuilder(to.webhook())
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + to.token())
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status / 100 == 2;
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "cannot push to {0}: {1}", to.webhook(), e);
            return false;
        }
    }

    private synchronized Target awaitTarget() throws InterruptedException {
        while (target == null) {
            wait();
        }
        return target;
    }

    @Override
    public void close() {
        worker.interrupt();
    }
}
