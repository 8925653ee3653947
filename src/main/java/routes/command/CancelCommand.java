package routes.command;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends a run. */
@Command(
        name = "cancel",
        description = "End a run and what its open steps have started.",
        mixinStandardHelpOptions = true)
final class CancelCommand implements Callable<Integer> {

    @Mixin
    private Connection connection;

    @Parameters(paramLabel = "<run>", description = "Id of the run.")
    private long run;

    @Override
    public Integer call() {
        var answer = connection.api().post("/api/runs/" + run + "/cancel", null);
        connection.print(
                answer, () -> "Run " + run + " of " + Text.of(answer, "route") + " is about to be cancelled.\n");
        return ExitCodes.OK;
    }
}
