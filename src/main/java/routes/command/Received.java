package routes.command;

import java.time.Instant;

import picocli.CommandLine.Option;

/** The options that say when events were received. */
final class Received {

    @Option(
            names = "--since",
            paramLabel = "<time>",
            converter = TimeOption.class,
            description = "Received then or later: a time, a day, or 2h ago.")
    private Instant since;

    @Option(names = "--until", paramLabel = "<time>", converter = TimeOption.class, description = "Received before.")
    private Instant until;

    /** As the API reads it; null for any time. */
    String since() {
        return since == null ? null : since.toString();
    }

    /** As the API reads it; null for any time. */
    String until() {
        return until == null ? null : until.toString();
    }
}
