package routes.command;

import java.util.HashMap;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists runs. */
@Command(name = "runs", description = "List runs, the newest first.", mixinStandardHelpOptions = true)
final class RunsCommand implements Callable<Integer> {

    private static final int LONGEST_ERROR = 80;

    @Mixin
    private Connection connection;

    @Option(names = "--route", paramLabel = "<id>", description = "Only runs of this route.")
    private String route;

    @Option(
            names = "--state",
            paramLabel = "<state>",
            description = "Only runs that are queued, running, waiting, succeeded, parked or cancelled.")
    private String state;

    @Mixin
    private Listing listing;

    @Override
    public Integer call() {
        var filter = new HashMap<String, String>();
        filter.put("route", route);
        filter.put("state", state);
        return listing.show(connection, "/api/runs", filter, "runs", this::table);
    }

    private Table table(JsonNode runs) {
        var table =
                new Table(connection.style(), "STATE", "RUN", "ROUTE", "STATE", "FAILED", "QUEUED", "CAUSE", "ERROR");
        for (var run : runs) {
            table.row(
                    Text.of(run, "id"),
                    Text.of(run, "route"),
                    Text.of(run, "state"),
                    Text.of(run, "attempt"),
                    Text.time(run, "createdAt"),
                    cause(run),
                    Text.shortened(error(run), LONGEST_ERROR));
        }
        return table;
    }

    private static String error(JsonNode run) {
        var since =
                Text.has(run, "unreachableSince") ? "no answer since " + Text.time(run, "unreachableSince") + ": " : "";
        return since + Text.of(run, "error");
    }

    private static String cause(JsonNode run) {
        var object = Text.has(run, "key") ? " " + Text.of(run, "bucket") + "/" + Text.of(run, "key") : "";
        return Text.of(run, "cause") + object;
    }
}
