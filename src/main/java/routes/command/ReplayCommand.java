package routes.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has events dispatched once more. */
@Command(
        name = "replay",
        description = "Dispatch events once more, by the rules as they are now. Try it with --dry-run first.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Option(names = "--id", paramLabel = "<event>", split = ",", description = "Events by id, instead of a bucket.")
    private List<Long> ids = new ArrayList<>();

    @Option(names = "--bucket", paramLabel = "<name>", description = "All events of this bucket.")
    private String bucket;

    @Option(names = "--prefix", paramLabel = "<text>", description = "Of these, keys that begin so.")
    private String prefix;

    @Mixin
    private Received received;

    @Option(names = "--route", paramLabel = "<id>", description = "Only for this route.")
    private String route;

    @Option(names = "--rate", paramLabel = "<n>", description = "Runs that may start in a second (default: 10).")
    private Double rate;

    @Option(names = "--dry-run", description = "Only say what would start.")
    private boolean dryRun;

    @Override
    public Integer call() {
        var report = connection.api().post("/api/events/replay", body());
        connection.print(report, () -> text(report));
        return report.path("starts").asInt() > 0 ? ExitCodes.OK : ExitCodes.NOT_FOUND;
    }

    private ObjectNode body() {
        var body = JsonNodeFactory.instance.objectNode();
        if (!ids.isEmpty()) {
            var array = body.putArray("ids");
            ids.forEach(array::add);
        }
        put(body, "bucket", bucket);
        put(body, "prefix", prefix);
        put(body, "since", received.since());
        put(body, "until", received.until());
        put(body, "route", route);
        if (rate != null) {
            body.put("rate", rate);
        }
        return body.put("dryRun", dryRun);
    }

    private static void put(ObjectNode body, String name, String value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    private String text(JsonNode report) {
        var table = new Table(connection.style(), "RUN", "EVENT", "ROUTE", "RUN", "KEY", "REASON");
        report.path("started")
                .forEach(start -> table.row(
                        Text.of(start, "event"),
                        Text.of(start, "route"),
                        Text.has(start, "run") ? Text.of(start, "run") : "would start",
                        Text.of(start, "key"),
                        Text.of(start, "reason")));
        report.path("skipped")
                .forEach(skip -> table.row(
                        Text.of(skip, "event"),
                        Text.of(skip, "route"),
                        "skipped",
                        Text.of(skip, "key"),
                        Text.of(skip, "reason")));
        var shown = report.path("started").size() + report.path("skipped").size();
        return (shown == 0 ? "" : table.toString()) + total(report);
    }

    private static String total(JsonNode report) {
        return "%s: %s, %s %s, %s skipped%s.%n"
                .formatted(
                        report.path("dryRun").asBoolean() ? "Dry run" : "Replay",
                        Text.counted(report.path("events").asInt(), "event"),
                        Text.counted(report.path("starts").asInt(), "run"),
                        report.path("dryRun").asBoolean() ? "would start" : "queued",
                        Text.of(report, "skips"),
                        Text.has(report, "lastStart") ? "; the last starts at " + Text.time(report, "lastStart") : "");
    }
}
