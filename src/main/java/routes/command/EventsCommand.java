package routes.command;

import java.time.Instant;
import java.util.HashMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists events. */
@Command(name = "events", description = "List events, the newest first.", mixinStandardHelpOptions = true)
final class EventsCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Option(names = "--bucket", paramLabel = "<name>", description = "Only events of this bucket.")
    private String bucket;

    @Option(names = "--prefix", paramLabel = "<text>", description = "Only keys that begin so; needs --bucket.")
    private String prefix;

    @Option(names = "--key", paramLabel = "<key>", description = "Only this key; needs --bucket.")
    private String key;

    @Option(names = "--outcome", paramLabel = "<verdict>", description = "Only those started, skipped or duplicate.")
    private String outcome;

    @Option(names = "--route", paramLabel = "<id>", description = "Only events with an outcome for this route.")
    private String route;

    @Option(
            names = "--since",
            paramLabel = "<time>",
            converter = TimeOption.class,
            description = "Received then or later: a time, a day, or 2h ago.")
    private Instant since;

    @Option(names = "--until", paramLabel = "<time>", converter = TimeOption.class, description = "Received before.")
    private Instant until;

    @Option(
            names = "--limit",
            paramLabel = "<n>",
            defaultValue = "50",
            description = "At most so many, up to 500 (default: 50).")
    private int limit;

    @Override
    public Integer call() {
        var parameters = new HashMap<String, String>();
        parameters.put("bucket", bucket);
        parameters.put("prefix", prefix);
        parameters.put("key", key);
        parameters.put("outcome", outcome);
        parameters.put("route", route);
        parameters.put("since", since == null ? null : since.toString());
        parameters.put("until", until == null ? null : until.toString());
        parameters.put("limit", String.valueOf(limit));
        var page = connection.api().get(ApiClient.path("/api/events", parameters));
        connection.print(page, () -> table(page));
        return page.path("items").isEmpty() ? ExitCodes.NOT_FOUND : ExitCodes.OK;
    }

    private String table(JsonNode page) {
        if (page.path("items").isEmpty()) {
            return "No events.\n";
        }
        var table = new Table(connection.style(), "", "EVENT", "RECEIVED", "BY", "SEEN", "OBJECT", "OUTCOMES");
        for (var event : page.path("items")) {
            table.row(
                    Text.of(event, "id"),
                    Text.time(event, "receivedAt"),
                    Text.of(event, "source"),
                    Text.of(event, "seen"),
                    Text.of(event, "bucket") + "/" + Text.of(event, "key"),
                    outcomes(event));
        }
        return table + RunsCommand.more(page);
    }

    private static String outcomes(JsonNode event) {
        return StreamSupport.stream(event.path("outcomes").spliterator(), false)
                .map(outcome -> Text.of(outcome, "route") + " "
                        + (Text.has(outcome, "runId")
                                ? "run " + Text.of(outcome, "runId") + " " + Text.of(outcome, "runState")
                                : Text.of(outcome, "verdict")))
                .collect(Collectors.joining(", "));
    }
}
