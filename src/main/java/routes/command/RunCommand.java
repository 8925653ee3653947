package routes.command;

import picocli.CommandLine.Command;

/** Stands in the help for what {@link Sluice#main} does itself. */
@Command(name = "run", description = "Start Sluice on the settings of its environment; also without a command.")
final class RunCommand implements Runnable {

    @Override
    public void run() {
        throw new CommandException(ExitCodes.USAGE, "'run' must be the first word of the command line.");
    }
}
