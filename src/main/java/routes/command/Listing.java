package routes.command;

import java.util.Map;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Option;

/** How a command shows a list of the API: its newest entries, as many as wanted. */
final class Listing {

    @Option(
            names = "--limit",
            paramLabel = "<n>",
            defaultValue = "50",
            description = "At most so many, up to 500 (default: 50).")
    private int limit;

    /**
     * Prints what is found, and returns the exit code that tells whether anything was.
     *
     * @param filter parameters of the path; null for those that are not given
     * @param what the entries are called
     * @param table of the entries, for people
     */
    int show(
            Connection connection,
            String path,
            Map<String, String> filter,
            String what,
            Function<JsonNode, Table> table) {
        filter.put("limit", String.valueOf(limit));
        var page = connection.api().get(ApiClient.path(path, filter));
        var none = page.path("items").isEmpty();
        connection.print(page, () -> none ? "No " + what + ".\n" : table.apply(page.path("items")) + more(page));
        return none ? ExitCodes.NOT_FOUND : ExitCodes.OK;
    }

    private static String more(JsonNode page) {
        return Text.has(page, "next") ? "There are more; narrow the list or raise --limit.\n" : "";
    }
}
