package routes.command;

import java.time.LocalDate;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has past slots of a schedule run. */
@Command(
        name = "backfill",
        description = "Run a scheduled route for past days. Try it with --dry-run first.",
        mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Parameters(paramLabel = "<route>", description = "Id of the route.")
    private String route;

    @Option(names = "--from", required = true, paramLabel = "<day>", description = "First day, such as 2026-11-01.")
    private LocalDate from;

    @Option(names = "--to", paramLabel = "<day>", description = "Last day (default: the first).")
    private LocalDate to;

    @Option(names = "--again", description = "Also slots that had a run.")
    private boolean again;

    @Option(names = "--dry-run", description = "Only say what would be queued.")
    private boolean dryRun;

    @Override
    public Integer call() {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("from", from.toString())
                .put("to", (to == null ? from : to).toString())
                .put("again", again)
                .put("dryRun", dryRun);
        var report = connection.api().post("/api/routes/" + route + "/backfill", body);
        connection.print(report, () -> text(report));
        return report.path("queued").isEmpty() ? ExitCodes.NOT_FOUND : ExitCodes.OK;
    }

    private String text(JsonNode report) {
        var text = new StringBuilder();
        report.path("queued")
                .forEach(slot -> text.append(slot.asText())
                        .append(dryRun ? "  would be queued" : "  queued")
                        .append(System.lineSeparator()));
        report.path("had")
                .forEach(
                        slot -> text.append(slot.asText()).append("  had a run").append(System.lineSeparator()));
        return text
                + "%s: %s %s, %s had a run%s.%n"
                        .formatted(
                                dryRun ? "Dry run" : "Backfill",
                                Text.counted(report.path("queued").size(), "run"),
                                dryRun ? "would be queued" : "queued",
                                Text.counted(report.path("had").size(), "slot"),
                                report.path("had").isEmpty() ? "" : "; --again runs them too");
    }
}
