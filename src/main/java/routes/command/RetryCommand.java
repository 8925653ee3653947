package routes.command;

import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a run tried again. */
@Command(name = "retry", description = "Try a parked or cancelled run again.", mixinStandardHelpOptions = true)
final class RetryCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Parameters(paramLabel = "<run>", description = "Id of the run.")
    private long run;

    @Option(
            names = "--from",
            paramLabel = "<point>",
            defaultValue = "failed",
            description = "failed: what is done stays done; start: finished steps are done again (default: failed).")
    private From from;

    /** Where a retry begins. */
    enum From {
        failed,
        start
    }

    @Override
    public Integer call() {
        var body = JsonNodeFactory.instance.objectNode().put("from", from.name());
        var answer = connection.api().post("/api/runs/" + run + "/retry", body);
        connection.print(
                answer,
                () -> "Run " + run + " of " + Text.of(answer, "route") + " is " + Text.of(answer, "state")
                        + " again.\n");
        return ExitCodes.OK;
    }
}
