package bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import sandbox.PackagedApplication;
import sandbox.SandboxDocker;

/** What it costs to wait for containers, how soon their end is noticed, and how soon they are found again after a kill. */
final class ExternalBench {

    private static final int WAITING = 1000;
    private static final int WARM_UP = 200;
    private static final int ENDED = 100;
    private static final int IN_FLIGHT = 200;
    private static final String SUCCEEDED =
            "select count(*) from run where state = 'succeeded' and event_id is not null";
    private static final String WATCHED = """
        select count(*) from step s join run r on r.id = s.run_id
        where r.state = 'waiting' and s.state = 'started' and s.handle is not null\
        """;

    private final World world;
    private final Report report;
    private PackagedApplication application;
    private SandboxDocker docker;
    private long sent;

    ExternalBench(World world, Report report) {
        this.world = world;
        this.report = report;
    }

    void run() throws IOException, SQLException, InterruptedException {
        report.say("external: containers on a stand-in of the Docker Engine");
        waiting();
        killed();
    }

    private void waiting() throws IOException, SQLException, InterruptedException {
        begin();
        try (var host = docker;
                var started = application;
                var ledger = world.ledger()) {
            started.start().awaitReady();
            send(WARM_UP);
            await(ledger, WARM_UP, WATCHED);
            host.endAll();
            await(ledger, WARM_UP, SUCCEEDED);
            var heap = LiveHeap.mebibytes(started.process());
            var threads = Memory.threads(started.process());

            send(WAITING);
            await(ledger, WAITING, WATCHED);
            requireEachStartedOnce(WARM_UP + WAITING);
            report.add(Figure.below(
                    "1,000 waiting runs, more live heap", LiveHeap.mebibytes(started.process()) - heap, "MiB", 50));
            report.add(Figure.below(
                    "1,000 waiting runs, more threads", Memory.threads(started.process()) - threads, "threads", 10));
            noticed(ledger);
        }
    }

    /** Ends them at times that have nothing to do with when they are looked at. */
    private void noticed(Ledger ledger) throws SQLException, InterruptedException {
        var random = new Random(1);
        var names = docker.names().stream().limit(ENDED).toList();
        var endedAt = new HashMap<String, Double>();
        for (var name : names) {
            TimeUnit.MILLISECONDS.sleep(20 + random.nextInt(200));
            var run = docker.request(name).path("Labels").path("io.sluice.run").asText();
            endedAt.put(run, System.currentTimeMillis() / 1e3);
            docker.end(name, 0);
        }
        await(ledger, WARM_UP + ENDED, SUCCEEDED);
        var seconds = new ArrayList<Double>();
        for (var entry : endedAt.entrySet()) {
            var finished =
                    ledger.number("select extract(epoch from finished_at) from run where id = " + entry.getKey());
            seconds.add(finished - entry.getValue());
        }
        seconds.sort(null);
        report.add(Figure.informs("container's end to finished run, p50", seconds.get(ENDED / 2), "s"));
        report.add(Figure.below("container's end to finished run, longest", seconds.get(ENDED - 1), "s", 2));
    }

    private void killed() throws IOException, SQLException, InterruptedException {
        begin();
        try (var host = docker;
                var started = application;
                var ledger = world.ledger()) {
            started.start().awaitReady();
            send(IN_FLIGHT);
            await(ledger, IN_FLIGHT, WATCHED);
            started.kill();
            host.endAll();
            var restarted = System.nanoTime();
            started.start();
            await(ledger, IN_FLIGHT, SUCCEEDED);
            report.add(Figure.below(
                    "kill -9 with 200 in flight, restart to the last finished run",
                    (System.nanoTime() - restarted) / 1e9,
                    "s",
                    10));
            requireEachStartedOnce(IN_FLIGHT);
        }
    }

    private void begin() {
        sent = 0;
        docker = SandboxDocker.started();
        var settings = new HashMap<>(World.withoutStore());
        settings.put("ROUTES_CONNECTIONS_DOCKER_BENCH_URL", docker.url().toString());
        var routes = PackagedApplication.additionalRoutes(World.resource("container.camel.yaml"));
        application = world.application(settings, List.of(routes));
    }

    private void send(int events) throws IOException {
        var load = new PushLoad(application.port(), new PushedEvent("bench-containers", ".bin"), sent);
        sent += load.run(8, events, Duration.ofMinutes(1), 0).sent();
    }

    private void await(Ledger ledger, long expected, String sql) throws SQLException, InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (ledger.number(sql) < expected) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "does not come to " + expected + ": " + sql + "; the log says:\n" + application.logText());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private void requireEachStartedOnce(int expected) {
        var names = docker.startedContainers();
        int distinct = new HashSet<>(names).size();
        if (names.size() != expected || distinct != expected) {
            throw new IllegalStateException("expected " + expected + " containers but " + names.size()
                    + " were started, " + distinct + " by name");
        }
        report.say("  all " + expected + " containers were started once");
    }
}
