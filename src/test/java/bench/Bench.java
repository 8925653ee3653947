package bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The command {@code ./sluice bench [accept|runs|listing|start|merge|external|all] [--record] [--large]}. */
public final class Bench {

    static final List<String> PARTS = List.of("accept", "runs", "listing", "start", "merge", "external");

    /** Held, because a logger that nobody holds forgets its level. What servers and clients log in detail would be measured, too. */
    private static final Logger LOGS = Logger.getLogger("");

    static final Path RECORD = Path.of("docs", "benchmarks.md");

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
        if (!PARTS.containsAll(wanted)) {
            wanted.removeAll(PARTS);
            System.err.println("sluice bench: there is no measurement " + wanted.get(0) + "; use one of "
                    + String.join(", ", PARTS) + ", or all");
            System.exit(2);
        }
        var reports = new LinkedHashMap<String, Report>();
        String postgres;
        try (var world = new World()) {
            try (var ledger = world.ledger()) {
                postgres = ledger.text("show server_version");
            }
            for (var part : wanted) {
                reports.put(part, new Report(out));
                run(part, world, reports.get(part), large);
            }
        }
        reports.forEach((part, report) -> out.printf("%n%s:%n%s", part, report.table()));
        out.flush();
        if (recorded) {
            record(reports, Machine.describe(postgres));
        }
        System.exit(reports.values().stream().allMatch(Report::allReached) ? 0 : 1);
    }

    private static void record(Map<String, Report> reports, String how) throws IOException {
        var page = Files.readString(RECORD);
        for (var report : reports.entrySet()) {
            page = FiguresPage.with(
                    page, report.getKey(), how + report.getValue().table());
        }
        Files.writeString(RECORD, page);
    }

    private static void run(String part, World world, Report report, boolean large) throws Exception {
        switch (part) {
            case "accept" -> new AcceptBench(world, report).run();
            case "runs" -> new RunsBench(world, report).run();
            case "listing" -> new ListingBench(world, report).run();
            case "start" -> new StartBench(world, report).run();
            case "merge" -> new MergeBench(report, large).run();
            case "external" -> new ExternalBench(world, report).run();
            default -> throw new IllegalStateException("a measurement that is not one of PARTS: " + part);
        }
    }
}
