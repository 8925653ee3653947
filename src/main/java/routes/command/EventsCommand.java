package routes.command;

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

    @Mixin
    private Received received;

    @Mixin
    private Listing listing;

    @Override
    public Integer call() {
        var filter = new HashMap<String, String>();
        filter.put("bucket", bucket);
        filter.put("prefix", prefix);
        filter.put("key", key);
        filter.put("outcome", outcome);
        filter.put("route", route);
        filter.put("since", received.since());
        filter.put("until", received.until());
        return listing.show(connection, "/api/events", filter, "events", this::table);
    }

    private Table table(JsonNode events) {
        var table = new Table(connection.style(), "", "EVENT", "RECEIVED", "BY", "SEEN", "OBJECT", "OUTCOMES");
        for (var event : events) {
            table.row(
                    Text.of(event, "id"),
                    Text.time(event, "receivedAt"),
                    Text.of(event, "source"),
                    Text.of(event, "seen"),
                    Text.of(event, "bucket") + "/" + Text.of(event, "key"),
                    outcomes(event));
        }
        return table;
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
