package routes.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stands in the help for what the launcher does itself, as it needs the application's own settings. */
@Command(
        name = "doctor",
        description = "Check what Sluice needs, on the settings of its environment; nothing has to run.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Runnable {

    @Option(names = "--json", description = "Print what was found as JSON.")
    private boolean json;

    @Override
    public void run() {
        throw new CommandException(ExitCodes.USAGE, "The checks are started by the launcher: ./sluice doctor");
    }
}
