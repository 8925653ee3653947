package faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sandbox.PackagedApplication;

@Tag("faults")
class MutatedRequestsTest {

    private static final long SEED = 20261120;
    private static final int SENDERS = 8;
    private static final int EACH = 12_500;
    private static final double FLAT_MEBIBYTES = 48;
    private static final double FLAT_LIVE_MEBIBYTES = 16;
    /** All of the heap is resident from the start, so that when it was collected last makes no difference. */
    private static final String WHOLE_HEAP = "-Xms256m -XX:+AlwaysPreTouch";

    private final Stage stage = new Stage(MutatedRequestsTest.class);
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void broken_requests_cost_no_answer_no_thread_and_no_memory() throws Exception {
        // Given
        var settings = new HashMap<>(stage.effects().settings());
        settings.put("JAVA_TOOL_OPTIONS", WHOLE_HEAP);
        var application = stage.application(settings, "*.camel.yaml");
        application.start().awaitReady();
        send(application, 0, EACH / 4);
        var threads = Threads.of(application.process());
        var live = Threads.liveMebibytes(application.process());
        var memory = Threads.residentMebibytes(application.process());

        // When
        send(application, EACH / 4, EACH);

        // Then
        var seen = new TreeMap<>(statuses);
        assertThat(seen.keySet()).as("answers %s", seen).allMatch(status -> status < 500);
        assertThat(seen).as("requests that were never answered").doesNotContainKey(RawClient.SILENT);
        assertThat(seen.get(200).get()).as("answers %s", seen).isGreaterThan(SENDERS * EACH / 2);
        assertThat(Threads.residentMebibytes(application.process())).isLessThan(memory + FLAT_MEBIBYTES);
        assertThat(Threads.liveMebibytes(application.process())).isLessThan(live + FLAT_LIVE_MEBIBYTES);
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            assertThat(Threads.inside(application.process(), "routes.intake")).isEmpty();
            assertThat(Threads.of(application.process())).isLessThanOrEqualTo(threads + 5);
        });
        assertThat(stage.count("select count(*) from quarantine")).isPositive();
        try (var sender = new Sender(application)) {
            sender.send("constant", "good.bin");
        }
        stage.awaitCount(
                1,
                "select count(*) from run where route = 'faults.constant' and state = 'succeeded'",
                Duration.ofMinutes(2));
    }

    private void send(PackagedApplication application, int from, int until) throws Exception {
        var threads = Executors.newFixedThreadPool(SENDERS);
        try {
            var senders = new ArrayList<Callable<Integer>>();
            for (int sender = 0; sender < SENDERS; sender++) {
                var number = sender;
                senders.add(() -> send(application.port(), number, from, until));
            }
            for (var done : threads.invokeAll(List.copyOf(senders))) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private int send(int port, int sender, int from, int until) throws IOException {
        var requests = new MutatedRequests(SEED + 1000L * sender + from);
        try (var client = new RawClient(port)) {
            for (int i = from; i < until; i++) {
                var request = requests.next(sender * EACH + i);
                var status = client.send(request.bytes(), request.whole());
                statuses.computeIfAbsent(status, any -> new AtomicInteger()).incrementAndGet();
            }
        }
        return until - from;
    }
}
