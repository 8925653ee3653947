package routes.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Sluice on the command line: commands that ask a running Sluice. They start within a moment, because they do without the
 * application. The application itself is started by Quarkus' own main class, which the launcher calls for {@code run}: Camel
 * would not start with the application if there was another one.
 */
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
            BackfillCommand.class,
            HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:not there, or nothing found",
            "2:the command line is wrong",
            "3:no Sluice answers, or its ledger is away",
            "4:refused: a wrong token, or a state in which it makes no sense",
            "42:(process) the input never heals, so that trying again is useless"
        })
public final class Sluice implements Runnable {

    @Spec
    private CommandSpec command;

    /** Entry point of the program. */
    public static void main(String... arguments) {
        CommandLogs.keepWarnings();
        System.exit(commandLine().execute(arguments));
    }

    /** The commands, ready to be executed. */
    static CommandLine commandLine() {
        var line = new CommandLine(new Sluice());
        line.addSubcommand("run", new RunCommand());
        line.addSubcommand("doctor", new DoctorCommand());
        line.addSubcommand("process", new ProcessCommand());
        // A key may begin with @, and is no file of arguments.
        line.setExpandAtFiles(false);
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
