package bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import sandbox.PackagedApplication;
import sandbox.SandboxStore;
import software.amazon.awssdk.core.sync.RequestBody;

/** How soon an event's action begins, and how many whole runs are finished in a second. */
final class RunsBench {

    private static final int EVENTS = 6000;
    private static final int RECORDINGS = 2000;
    private static final String RECORDING = "time,speed\n" + "1700000000.0,12.5\n".repeat(50);
    private static final String LATENCY = """
        select extract(epoch from percentile_cont(%s) within group (order by s.started_at - e.received_at)) * 1000
        from event e join run r on r.event_id = e.id join step s on s.run_id = r.id where e.id > %d\
        """;
    private static final String RATE = """
        select count(*) / extract(epoch from max(r.finished_at) - min(e.received_at))
        from event e join run r on r.event_id = e.id where e.id > %d\
        """;

    private final World world;
    private final Report report;
    private PackagedApplication application;
    private long sent;

    RunsBench(World world, Report report) {
        this.world = world;
        this.report = report;
    }

    void run() throws IOException, SQLException, InterruptedException {
        trivial();
        recordings();
    }

    private void trivial() throws IOException, SQLException, InterruptedException {
        report.say("runs: one step that does nothing");
        var event = new PushedEvent("bench", ".bin");
        var routes = PackagedApplication.additionalRoutes(World.resource("trivial.camel.yaml"));
        try (var started = world.application(World.withoutStore(), List.of(routes));
                var ledger = world.ledger()) {
            application = started.start().awaitReady();
            send(event, EVENTS, 8, 0);
            awaitRuns(ledger);

            var last = (long) ledger.number("select max(id) from event");
            send(event, 200 * 20, 4, 200);
            awaitRuns(ledger);
            report.add(Figure.below("event to action, p50", ledger.number(LATENCY.formatted(0.5, last)), "ms", 50));
            report.add(Figure.below("event to action, p99", ledger.number(LATENCY.formatted(0.99, last)), "ms", 250));

            last = (long) ledger.number("select max(id) from event");
            send(event, EVENTS, 8, 0);
            awaitRuns(ledger);
            report.add(Figure.atLeast("whole runs", ledger.number(RATE.formatted(last)), "runs/s", 300));
            report.add(Figure.below(
                    "resident memory while running, highest",
                    Memory.mebibytes(application.process(), "VmHWM"),
                    "MiB",
                    350));
            requireEachOnce(ledger);
        }
    }

    private void recordings() throws IOException, SQLException, InterruptedException {
        report.say("runs: recordings turned into CSV by the application itself; the S3 server shares the machine");
        sent = 0;
        try (var store = SandboxStore.started();
                var started = world.application(settings(store), List.of());
                var ledger = world.ledger()) {
            store.createBucket(World.BUCKET);
            store.createBucket("processed-data");
            var event = new PushedEvent(World.BUCKET, ".mcap", upload(store));
            application = started.start().awaitReady();
            send(event, RECORDINGS / 4, 8, 0);
            awaitRuns(ledger);
            var last = (long) ledger.number("select max(id) from event");
            send(event, RECORDINGS, 8, 0);
            awaitRuns(ledger);
            report.add(Figure.informs("whole runs, each a recording", ledger.number(RATE.formatted(last)), "runs/s"));
            requireEachOnce(ledger);
        }
    }

    private static Map<String, String> settings(SandboxStore store) {
        var settings = new HashMap<>(PackagedApplication.store(store));
        settings.put("ROUTES_ROSBAG_DESTINATION_BUCKET", "processed-data");
        return settings;
    }

    /** Returns the tag that all of them have. */
    private static String upload(SandboxStore store) {
        var tag = "";
        try (var client = store.client()) {
            for (int i = 0; i < RECORDINGS * 5 / 4; i++) {
                var key = PushedEvent.key(i, ".mcap");
                tag = client.putObject(
                                request -> request.bucket(World.BUCKET).key(key), RequestBody.fromString(RECORDING))
                        .eTag();
            }
        }
        return tag.replace("\"", "");
    }

    private void send(PushedEvent event, int events, int connections, double perSecond) throws IOException {
        var load = new PushLoad(application.port(), event, sent);
        sent += load.run(connections, events, Duration.ofMinutes(5), perSecond).sent();
    }

    private void awaitRuns(Ledger ledger) throws SQLException, InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (ledger.number("select count(*) from run where event_id is not null and finished_at is null") > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("runs do not end; the log says:\n" + application.logText());
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private void requireEachOnce(Ledger ledger) throws SQLException {
        ledger.require(sent, "select count(*) from event");
        ledger.require(sent, "select count(*) from run where event_id is not null and state = 'succeeded'");
        ledger.require(
                sent,
                "select count(*) from step s join run r on r.id = s.run_id where r.event_id is not null and "
                        + "s.state = 'succeeded'");
        report.say("  all " + sent + " events have one run each, which succeeded");
    }
}
