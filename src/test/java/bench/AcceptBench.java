package bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;

import sandbox.PackagedApplication;

/**
 * How fast pushed events are taken, from the request to the answer after the commit. No route wants them, so that this is
 * the acceptance alone: one row of {@code event} and one of {@code outcome} for each.
 */
final class AcceptBench {

    private static final Duration WARM_UP_SLICE = Duration.ofSeconds(3);
    private static final int WARM_UP_SLICES = 15;
    private static final double STEADY = 1.03;
    private static final Duration MEASURED = Duration.ofSeconds(12);
    private static final Duration COMPARATOR = Duration.ofSeconds(5);
    private static final PushedEvent EVENT = new PushedEvent("unwanted", ".bin");

    private final World world;
    private final Report report;
    private PackagedApplication application;
    private long sent;

    AcceptBench(World world, Report report) {
        this.world = world;
        this.report = report;
    }

    void run() throws IOException, SQLException, InterruptedException, ExecutionException {
        report.say("accept: pushed events that no route wants");
        try (var started = world.application(World.withoutStore(), List.of())) {
            application = started.start().awaitReady();
            warmUp(32);
            warmUp(1);
            var raw = new RawInserts(world.postgres());
            report.say("  comparator: single-row inserts of 1 KB by " + raw.name());
            measure(1, raw);
            measure(32, raw);
            report.add(Figure.below(
                    "resident memory, highest", Memory.mebibytes(application.process(), "VmHWM"), "MiB", 350));
            requireAllKept();
        }
    }

    /** Pushes until the rate no longer grows: three slices in a row that are hardly faster than the best before them. */
    private void warmUp(int connections) throws IOException {
        var best = 0.0;
        var steady = 0;
        for (int slice = 0; slice < WARM_UP_SLICES && steady < 3; slice++) {
            var rate = push(connections, WARM_UP_SLICE).perSecond();
            steady = rate < best * STEADY ? steady + 1 : 0;
            best = Math.max(best, rate);
        }
        report.say("  warmed up with %d connections to %.0f events/s".formatted(connections, best));
    }

    private void measure(int connections, RawInserts raw) throws IOException, InterruptedException, ExecutionException {
        var before = raw.perSecond(connections, COMPARATOR);
        var processor = processorNanos();
        var result = push(connections, MEASURED);
        var perEvent = (processorNanos() - processor) / 1e3 / result.sent();
        var comparator = (before + raw.perSecond(connections, COMPARATOR)) / 2;
        var name = "accept, " + connections + (connections == 1 ? " connection" : " connections");
        var latencies = result.latencies();
        if (connections == 1) {
            report.add(Figure.atLeast(name, result.perSecond(), "events/s", 2500));
            report.add(Figure.below(name + ", p50", latencies.millis(0.5), "ms", 0.4));
            report.add(Figure.informs(name + ", p99", latencies.millis(0.99), "ms"));
        } else {
            report.add(Figure.informs(name, result.perSecond(), "events/s"));
            report.add(Figure.informs(name + ", p50", latencies.millis(0.5), "ms"));
            report.add(Figure.below(name + ", p99", latencies.millis(0.99), "ms", 20));
        }
        report.add(Figure.informs(name + ", processor time of the application", perEvent, "us/event"));
        report.add(Figure.informs("raw inserts, " + connections + " clients", comparator, "rows/s"));
        var share = 100 * result.perSecond() / comparator;
        report.add(
                connections == 1
                        ? Figure.informs(name + ", share of raw inserts", share, "%")
                        : Figure.atLeast(name + ", share of raw inserts", share, "%", 50));
    }

    private PushLoad.Result push(int connections, Duration duration) throws IOException {
        var result = load().run(connections, duration);
        sent += result.sent();
        return result;
    }

    private PushLoad load() {
        return new PushLoad(application.port(), EVENT, sent);
    }

    private long processorNanos() {
        return application
                .process()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }

    private void requireAllKept() throws SQLException {
        try (var ledger = world.ledger()) {
            ledger.require(sent, "select count(*) from event");
            ledger.require(sent, "select count(*) from outcome where verdict = 'skipped'");
            ledger.require(0, "select count(*) from quarantine");
        }
        report.say("  all " + sent + " events sent are in the ledger, each with its outcome");
    }
}
