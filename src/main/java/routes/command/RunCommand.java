package routes.command;

import picocli.CommandLine.Command;

/** Stands in the help for what the launcher does itself. */
@Command(name = "run", description = "Start Sluice on the settings of its environment.")
final class RunCommand implements Runnable {

    @Override
    public void run() {
        throw new CommandException(ExitCodes.USAGE, "The application is started by the launcher: ./sluice run");
    }
}
