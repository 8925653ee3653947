package bench;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The command {@code ./sluice bench [accept|runs|listing|start|merge|external|all] [--record] [--large]}. */
public final class Bench {

    private static final List<String> PARTS = List.of("accept", "runs", "listing", "start", "merge", "external");

    /** Held, because a logger that nobody holds forgets its level. What servers and clients log in detail would be measured, too. */
    private static final Logger LOGS = Logger.getLogger("");

    private static final Path RECORD = Path.of("docs", "benchmarks.md");

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        LOGS.setLevel(Level.WARNING);
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var wanted = new ArrayList<>(List.of(arguments));
        var recorded = wanted.remove("--record");
        var large = wanted.remove("--large");
        wanted.remove("all");
        if (wanted.isEmpty()) {
            wanted.addAll(PARTS);
        }
        var report = new Report(out);
        String postgres;
        try (var world = new World()) {
            try (var ledger = world.ledger()) {
                postgres = ledger.text("show server_version");
            }
            for (var part : wanted) {
                run(part, world, report, large);
            }
        }
        out.println();
        out.print(report.table());
        out.flush();
        if (recorded) {
            Files.createDirectories(RECORD.getParent());
            Files.writeString(RECORD, Machine.describe(postgres, wanted) + report.table());
        }
        System.exit(report.allReached() ? 0 : 1);
    }

    private static void run(String part, World world, Report report, boolean large) throws Exception {
        switch (part) {
            case "accept" -> new AcceptBench(world, report).run();
            case "runs" -> new RunsBench(world, report).run();
            case "listing" -> new ListingBench(world, report).run();
            case "start" -> new StartBench(world, report).run();
            case "merge" -> new MergeBench(report, large).run();
            case "external" -> new ExternalBench(world, report).run();
            default -> throw new IllegalArgumentException("there is no measurement " + part + ": use one of " + PARTS);
        }
    }
}
