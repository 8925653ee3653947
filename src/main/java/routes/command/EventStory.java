package routes.command;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Tells of events that the ledger has.
 *
 * @param style of the terminal
 */
record EventStory(Style style) {

    /** @param story events with their outcomes under {@code events}, and their runs by id under {@code runs} */
    String tell(JsonNode story) {
        var text = new StringBuilder();
        for (var event : story.path("events")) {
            if (text.length() > 0) {
                text.append('\n');
            }
            head(event, text);
            for (var outcome : event.path("outcomes")) {
                outcome(outcome, story.path("runs"), text);
            }
            if (event.path("outcomes").isEmpty()) {
                text.append("\nNo triggered route was there to decide about it. Once there is one: sluice replay --id ")
                        .append(Text.of(event, "id"))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private void head(JsonNode event, StringBuilder text) {
        text.append(style.bold(Text.of(event, "bucket") + "/" + Text.of(event, "key")))
                .append('\n');
        line(
                text,
                "event",
                Text.of(event, "id") + ", " + Text.of(event, "name") + ", " + Text.size(event, "size")
                        + (Text.has(event, "eTag") ? ", eTag " + Text.of(event, "eTag") : "")
                        + (Text.has(event, "versionId") ? ", version " + Text.of(event, "versionId") : ""));
        if (Text.has(event, "time")) {
            line(text, "happened", Text.time(event, "time") + ", by the store's clock");
        }
        line(text, "received", Text.time(event, "receivedAt") + " " + way(event) + ", seen " + times(event));
        if (Text.has(event, "duplicateOf")) {
            line(text, "duplicate", "the same object version as event " + Text.of(event, "duplicateOf"));
        }
    }

    private static String way(JsonNode event) {
        return switch (Text.of(event, "source")) {
            case "listing" -> "by listing the bucket: no message had told of it";
            case "kafka" -> "by Kafka";
            case "manual" -> "by hand";
            default -> "by " + Text.of(event, "source");
        };
    }

    private static String times(JsonNode event) {
        var seen = event.path("seen").asInt();
        return seen == 1 ? "once" : seen + " times, the last at " + Text.time(event, "lastSeenAt");
    }

    private void outcome(JsonNode outcome, JsonNode runs, StringBuilder text) {
        text.append("\nroute ")
                .append(style.bold(Text.of(outcome, "route")))
                .append(": ")
                .append(style.state(Text.of(outcome, "verdict")))
                .append(Text.has(outcome, "runId") ? " run " + Text.of(outcome, "runId") : "")
                .append(" (")
                .append(Text.of(outcome, "reason"))
                .append(")\n");
        if (!Text.has(outcome, "runId")) {
            return;
        }
        var run = runs.path(Text.of(outcome, "runId"));
        if (run.isMissingNode()) {
            line(text, "run", "removed after its retention");
        } else {
            new RunStory(style).tell(run, text);
        }
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("  %-10s%s%n".formatted(name, value));
    }
}
