package routes.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what became of an object. */
@Command(
        name = "why",
        description =
                "Tell what became of an object: how it was noticed, what each route made of it, and how its runs went.",
        mixinStandardHelpOptions = true)
final class WhyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private Connection connection;

    @Parameters(paramLabel = "<bucket/key>", description = "The object; the key as the store lists it, not encoded.")
    private String object;

    @Option(
            names = "--limit",
            paramLabel = "<n>",
            defaultValue = "1",
            description = "Tell of so many newest events (default: 1).")
    private int limit;

    @Override
    public Integer call() {
        var slash = object.indexOf('/');
        if (slash < 1 || slash == object.length() - 1) {
            throw new ParameterException(
                    command.commandLine(), "'" + object + "' is no <bucket/key>, such as raw-data/day/a.mcap");
        }
        var bucket = object.substring(0, slash);
        var key = object.substring(slash + 1);
        var api = connection.api();
        var found = api.get(
                ApiClient.path("/api/events", Map.of("bucket", bucket, "key", key, "limit", String.valueOf(limit))));
        if (found.path("items").isEmpty()) {
            var traces = traces(api, bucket, key);
            connection.print(traces, () -> new MissingStory(connection.style()).tell(bucket, key, traces));
            return ExitCodes.NOT_FOUND;
        }
        var story = story(api, found);
        connection.print(story, () -> new EventStory(connection.style()).tell(story));
        return ExitCodes.OK;
    }

    /** The events with their runs and steps. */
    private static ObjectNode story(ApiClient api, JsonNode found) {
        var events = new LinkedHashMap<Long, JsonNode>();
        for (var item : found.path("items")) {
            var id = item.path("id").asLong();
            events.put(id, api.get("/api/events/" + id));
        }
        for (var event : List.copyOf(events.values())) {
            if (Text.has(event, "duplicateOf")) {
                // What was started was started for that one.
                var id = event.path("duplicateOf").asLong();
                kept(api, id).ifPresent(original -> events.putIfAbsent(id, original));
            }
        }
        var story = JsonNodeFactory.instance.objectNode();
        story.putArray("events").addAll(events.values());
        var runs = story.putObject("runs");
        events.values().forEach(event -> addRuns(api, event, runs));
        return story;
    }

    private static void addRuns(ApiClient api, JsonNode event, ObjectNode runs) {
        for (var outcome : event.path("outcomes")) {
            if (Text.has(outcome, "runId") && Text.has(outcome, "runState")) {
                var id = outcome.path("runId").asText();
                runs.set(id, api.get("/api/runs/" + id));
            }
        }
    }

    /** The event, unless it was removed after its retention. */
    private static Optional<JsonNode> kept(ApiClient api, long id) {
        try {
            return Optional.of(api.get("/api/events/" + id));
        } catch (CommandException e) {
            if (e.exitCode() == ExitCodes.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** What is known where no event is. */
    private static ObjectNode traces(ApiClient api, String bucket, String key) {
        var traces = JsonNodeFactory.instance.objectNode();
        traces.putArray("events");
        traces.set("routes", api.get("/api/routes").path("items"));
        var ofBucket = Map.of("bucket", bucket, "limit", "1");
        traces.set(
                "newestOfBucket",
                api.get(ApiClient.path("/api/events", ofBucket)).path("items"));
        var similar = Map.of("bucket", bucket, "prefix", key, "limit", "3");
        traces.set("similar", api.get(ApiClient.path("/api/events", similar)).path("items"));
        var unread = Map.of("reread", "false", "limit", "3");
        traces.set(
                "quarantine", api.get(ApiClient.path("/api/quarantine", unread)).path("items"));
        return traces;
    }
}
