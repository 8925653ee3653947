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

    @Option(
            names = "--limit",
            paramLabel = "<n>",
            defaultValue = "50",
            description = "At most so many, up to 500 (default: 50).")
    private int limit;

    @Override
    public Integer call() {
        var parameters = new HashMap<String, String>();
        parameters.put("route", route);
        parameters.put("state", state);
        parameters.put("limit", String.valueOf(limit));
        var page = connection.api().get(ApiClient.path("/api/runs", parameters));
        connection.print(page, () -> table(page));
        return page.path("items").isEmpty() ? ExitCodes.NOT_FOUND : ExitCodes.OK;
    }

    private String table(JsonNode page) {
        if (page.path("items").isEmpty()) {
            return "No runs.\n";
        }
        var table =
                new Table(connection.style(), "STATE", "RUN", "ROUTE", "STATE", "FAILED", "QUEUED", "CAUSE", "ERROR");
        for (var run : page.path("items")) {
            table.row(
                    Text.of(run, "id"),
                    Text.of(run, "route"),
                    Text.of(run, "state"),
                    Text.of(run, "attempt"),
                    Text.time(run, "createdAt"),
                    cause(run),
                    Text.shortened(error(run), LONGEST_ERROR));
        }
        return table + more(page);
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

    static String more(JsonNode page) {
        return Text.has(page, "next") ? "There are more; narrow the list or raise --limit.\n" : "";
    }
}
