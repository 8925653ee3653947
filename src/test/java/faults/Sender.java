package faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import sandbox.PackagedApplication;

/**
 * Sends events as MinIO does: again and again until they are answered 2xx, so that one may arrive more than once. Unlike
 * MinIO it sends several at a time. With several replicas it turns to the next one after a failure, as a service does.
 */
final class Sender implements AutoCloseable {

    /** Key of {@link #statuses()} under which broken and refused connections are counted. */
    static final int NO_ANSWER = 0;

    private static final String TAG = "9a0364b9e99bb480dd25e1f0284c8555";
    private static final int THREADS = 8;
    private static final long RETRY_MILLIS = 200;

    private final List<URI> webhooks;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicLong slowestMillis = new AtomicLong();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();

    Sender(PackagedApplication... applications) {
        this.webhooks =
                List.of(applications).stream().map(PackagedApplication::webhook).toList();
    }

    /** Begins to send the events of these numbers; the result is done when all are accepted. */
    CompletableFuture<Void> begin(String bucket, int from, int until) {
        var next = new AtomicInteger(from);
        return CompletableFuture.allOf(IntStream.range(0, THREADS)
                .mapToObj(thread -> CompletableFuture.runAsync(
                        () -> {
                            for (int n = next.getAndIncrement(); n < until; n = next.getAndIncrement()) {
                                send(thread, body(bucket, n));
                            }
                        },
                        threads))
                .toArray(CompletableFuture[]::new));
    }

    /** Sends one event, and returns when it is accepted. */
    void send(String bucket, String key) {
        send(bucket, key, TAG, Instant.now());
    }

    /** Sends the event of an object that is really there, and returns when it is accepted. */
    void send(String bucket, String key, String tag, Instant written) {
        send(0, body(bucket, key, tag, written, 1));
    }

    /** How many events were accepted so far. */
    int accepted() {
        return accepted.get();
    }

    /** How often each status was answered. */
    Map<Integer, AtomicInteger> statuses() {
        return statuses;
    }

    /** The longest time an answer took. */
    Duration slowest() {
        return Duration.ofMillis(slowestMillis.get());
    }

    private void send(int thread, String body) {
        int target = thread % webhooks.size();
        while (post(webhooks.get(target), body) / 100 != 2) {
            target = (target + 1) % webhooks.size();
            try {
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            } catch (InterruptedException e) {
                throw new IllegalStateException("the test has ended before the event was accepted", e);
            }
        }
        accepted.incrementAndGet();
    }

    private int post(URI webhook, String body) {
        var begin = System.nanoTime();
        int status = status(webhook, body);
        slowestMillis.accumulateAndGet((System.nanoTime() - begin) / 1_000_000, Math::max);
        statuses.computeIfAbsent(status, any -> new AtomicInteger()).incrementAndGet();
        return status;
    }

    private int status(URI webhook, String body) {
        var request = HttpRequest.newBuilder(webhook)
                .header("Authorization", "Bearer " + PackagedApplication.TOKEN)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return NO_ANSWER;
        } catch (InterruptedException e) {
            throw new IllegalStateException("the test has ended before the event was answered", e);
        }
    }

    private static String body(String bucket, int number) {
        return body(bucket, "object-" + number + ".bin", number);
    }

    /** An event as MinIO sends it, of an object that was written just now. */
    static String body(String bucket, String key, long sequencer) {
        return body(bucket, key, TAG, Instant.now(), sequencer);
    }

    private static String body(String bucket, String key, String tag, Instant written, long sequencer) {
        return """
            {"EventName":"s3:ObjectCreated:Put","Key":"%1$s/%2$s","Records":[{"eventVersion":"2.0","eventSource":"minio:s3",\
            "awsRegion":"","eventTime":"%5$s","eventName":"s3:ObjectCreated:Put","userIdentity":\
            {"principalId":"recorder"},"s3":{"s3SchemaVersion":"1.0","configurationId":"Config","bucket":{"name":"%1$s",\
            "ownerIdentity":{"principalId":"recorder"},"arn":"arn:aws:s3:::%1$s"},"object":{"key":"%2$s","size":10,\
            "eTag":"%3$s","contentType":"application/octet-stream","sequencer":"17E9C%4$011X"}},\
            "source":{"host":"10.244.0.17","port":"","userAgent":"MinIO (linux; amd64)"}}]}\
            """.formatted(bucket, key, tag, sequencer, written);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
