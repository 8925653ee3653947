package routes.command;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Tells of a run.
 *
 * @param style of the terminal
 */
record RunStory(Style style) {

    /** @param run with its steps */
    void tell(JsonNode run, StringBuilder text) {
        line(text, "run", Text.of(run, "id") + " is " + style.state(Text.of(run, "state")) + when(run));
        for (var step : run.path("steps")) {
            line(
                    text,
                    "step",
                    Text.of(step, "id") + " (" + Text.of(step, "action") + ") " + style.state(Text.of(step, "state"))
                            + " as " + Text.of(step, "externalId"));
            if (Text.has(step, "error")) {
                line(text, "", style.error(Text.of(step, "error")));
            }
            if (Text.has(step, "note")) {
                line(text, "", Text.of(step, "note"));
            }
            if (Text.has(step, "link")) {
                line(text, "", "see: " + Text.of(step, "link"));
            }
            if (Text.has(step, "logUri")) {
                line(text, "", "log: " + Text.of(step, "logUri"));
            }
        }
        if (Text.has(run, "error")) {
            line(text, "error", style.error(Text.of(run, "error")));
        }
        line(text, "next", next(run));
    }

    private static String when(JsonNode run) {
        var failed = run.path("attempt").asInt();
        var attempts = failed == 0 ? "" : " after " + Text.counted(failed, "failed attempt");
        if (Text.has(run, "finishedAt")) {
            return attempts + ", ended " + Text.time(run, "finishedAt");
        }
        return attempts
                + (Text.has(run, "startedAt")
                        ? ", began " + Text.time(run, "startedAt")
                        : ", queued " + Text.time(run, "createdAt"));
    }

    private static String next(JsonNode run) {
        var id = Text.of(run, "id");
        return switch (Text.of(run, "state")) {
            case "succeeded" -> "nothing to do; to have it done anew: sluice replay --id " + Text.of(run, "eventId");
            case "parked" -> "mend the cause, then: sluice retry " + id + " (or --from start)";
            case "cancelled" -> "to try it after all: sluice retry " + id;
            case "running" -> "it is being routed; look again, or: sluice cancel " + id;
            case "waiting" ->
                Text.has(run, "nextAttemptAt")
                        ? "it goes on at " + Text.time(run, "nextAttemptAt") + " or when a step has finished"
                        : "it goes on when its step has finished";
            default -> queued(run);
        };
    }

    private static String queued(JsonNode run) {
        if (run.path("cancelRequested").asBoolean()) {
            return "it is still to be cancelled; that is tried again at " + Text.time(run, "nextAttemptAt");
        }
        return run.path("attempt").asInt() > 0
                ? "it is tried again at " + Text.time(run, "nextAttemptAt")
                : "it starts when its route has room, not before " + Text.time(run, "nextAttemptAt")
                        + "; is the route paused, at its limit, or busy with an older version of the object?";
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("  %-10s%s%n".formatted(name, value));
    }
}
