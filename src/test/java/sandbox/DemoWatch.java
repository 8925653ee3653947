package sandbox;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import software.amazon.awssdk.core.exception.SdkException;

/** Looks at the pipelines until all is as expected or time is up; prints each change, and the table at the end. */
final class DemoWatch {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int MILLISECONDS_BETWEEN_LOOKS = 500;

    private final PrintStream out;
    private final List<DemoPipeline> pipelines;
    private final DemoWorld world;
    private final PackagedApplication sluice;
    private final Map<DemoPipeline, DemoSight> sights = new LinkedHashMap<>();
    private final long start = System.nanoTime();

    DemoWatch(PrintStream out, List<DemoPipeline> pipelines, DemoWorld world, PackagedApplication sluice) {
        this.out = out;
        this.pipelines = pipelines;
        this.world = world;
        this.sluice = sluice;
    }

    /** Whether all was as expected in time. */
    boolean watch() throws InterruptedException {
        while (!complete() && sluice.isAlive() && System.nanoTime() - start < LIMIT.toNanos()) {
            pipelines.forEach(this::look);
            TimeUnit.MILLISECONDS.sleep(MILLISECONDS_BETWEEN_LOOKS);
        }
        if (!sluice.isAlive()) {
            out.println("The application ended:" + sluice.lastLines());
        }
        printTable();
        return complete();
    }

    private boolean complete() {
        return sights.size() == pipelines.size() && sights.values().stream().allMatch(DemoSight::complete);
    }

    private void look(DemoPipeline pipeline) {
        var sight = sight(pipeline);
        if (!sight.equals(sights.put(pipeline, sight))) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
            out.printf("  %3d s  %-8s %s%n", seconds, pipeline.word(), sight.seen());
        }
    }

    private DemoSight sight(DemoPipeline pipeline) {
        try {
            return pipeline.look(world);
        } catch (IllegalStateException | UncheckedIOException | SdkException e) {
            return new DemoSight("cannot look: " + e.getMessage(), false);
        }
    }

    private void printTable() {
        var table = new DemoTable("pipeline", "expected", "seen", "outcome");
        for (var pipeline : pipelines) {
            var sight = sights.getOrDefault(pipeline, new DemoSight("nothing", false));
            table.add(
                    pipeline.word(),
                    pipeline.expected(),
                    sight.seen(),
                    sight.complete() ? "as expected" : "NOT AS EXPECTED");
        }
        out.println();
        out.println(table);
        out.println();
        pipelines.forEach(this::printDetails);
    }

    private void printDetails(DemoPipeline pipeline) {
        try {
            var details = pipeline.details(world);
            out.println(pipeline.word() + ":");
            details.forEach(out::println);
            out.println();
        } catch (IllegalStateException | UncheckedIOException | SdkException e) {
            out.println(pipeline.word() + " cannot be looked at: " + e.getMessage());
        }
    }
}
