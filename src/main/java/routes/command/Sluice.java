package routes.command;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.apache.camel.quarkus.main.CamelMainApplication;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Sluice on the command line. Without a command, or with {@code run}, it starts the application; every other command asks a
 * running Sluice and starts within a moment, because it does without the application.
 */
@QuarkusMain
@Command(
        name = "sluice",
        description = "Object events, schedules and data pipelines as durable routes.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "<command>",
        subcommands = {
            WhyCommand.class,
            EventsCommand.class,
            RunsCommand.class,
            RetryCommand.class,
            CancelCommand.class,
            ReplayCommand.class,
            HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:not there, or nothing found",
            "2:the command line is wrong",
            "3:no Sluice answers, or its ledger is away",
            "4:refused: a wrong token, or a state in which it makes no sense"
        })
public final class Sluice implements Runnable {

    private static final String RUN = "run";

    @Spec
    private CommandSpec command;

    /** Entry point of the program. */
    public static void main(String... arguments) {
        if (arguments.length == 0 || arguments[0].equals(RUN)) {
            // Named, because Quarkus leaves Camel out where an application brings a main class of its own.
            Quarkus.run(CamelMainApplication.class);
            return;
        }
        System.exit(commandLine().execute(arguments));
    }

    /** The commands, ready to be executed. */
    static CommandLine commandLine() {
        var line = new CommandLine(new Sluice());
        line.addSubcommand(RUN, new RunCommand());
        line.setExecutionExceptionHandler(Sluice::explain);
        return line;
    }

    @Override
    public void run() {
        command.commandLine().usage(command.commandLine().getOut());
    }

    private static int explain(Exception problem, CommandLine line, CommandLine.ParseResult parsed) {
        var expected = problem instanceof CommandException;
        var message = expected ? problem.getMessage() : "Unexpected: " + problem;
        line.getErr().println(line.getColorScheme().errorText(Text.printable(message)));
        return expected ? ((CommandException) problem).exitCode() : ExitCodes.USAGE;
    }
}
