package routes.command;

import java.io.PrintWriter;
import java.net.URI;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a command reaches Sluice and how it prints: the options that all of them share. */
final class Connection {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--url",
            paramLabel = "<address>",
            defaultValue = "${env:SLUICE_URL:-http://localhost:8080}",
            description = "Address of Sluice (default: SLUICE_URL, or http://localhost:8080).")
    private URI url;

    @Option(
            names = "--token",
            paramLabel = "<token>",
            defaultValue = "${env:SLUICE_API_TOKEN}",
            description = "Token of the API (default: SLUICE_API_TOKEN, which other users cannot see).")
    private String token;

    @Option(names = "--json", description = "Print the API's answer as JSON.")
    private boolean json;

    ApiClient api() {
        if (url.getHost() == null || url.getScheme() == null || !url.getScheme().startsWith("http")) {
            throw new ParameterException(
                    command.commandLine(), "--url is '" + url + "'; it must be like http://localhost:8080");
        }
        return new ApiClient(url, token);
    }

    /** Prints an answer: as it is with {@code --json}, else as people like it. */
    void print(JsonNode answer, Supplier<String> forPeople) {
        out().print(json ? answer.toPrettyString() + "\n" : forPeople.get());
        out().flush();
    }

    Style style() {
        return new Style(Ansi.AUTO.enabled());
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }
}
