package bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import sandbox.PackagedApplication;

/** From the start of the process to its readiness, on a ledger that is there already. */
final class StartBench {

    private static final int STARTS = 5;

    private final World world;
    private final Report report;

    StartBench(World world, Report report) {
        this.world = world;
        this.report = report;
    }

    void run() {
        report.say("start: from the start of the process to its readiness");
        try (var application = world.application(World.withoutStore(), List.of())) {
            application.start().awaitReady().stop();
            measure("start to ready", application, Path.of(System.getProperty("java.home")));
            var other = System.getenv("JAVA25_HOME");
            if (other != null) {
                measure("start to ready, Java 25", application, Path.of(other));
            }
        }
    }

    private void measure(String name, PackagedApplication application, Path javaHome) {
        var seconds = new ArrayList<Double>();
        for (int i = 0; i < STARTS; i++) {
            var begin = System.nanoTime();
            application.start(javaHome).awaitReady();
            seconds.add((System.nanoTime() - begin) / 1e9);
            application.stop();
        }
        seconds.sort(null);
        report.add(Figure.below(name + ", median of " + STARTS, seconds.get(STARTS / 2), "s", 3.5));
        report.say(String.format(Locale.ROOT, "  between %.2f and %.2f s", seconds.get(0), seconds.get(STARTS - 1)));
    }
}
