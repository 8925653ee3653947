package routes.command;

import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What the libraries log while a command runs: warnings, to the standard error. Without the application nobody sets a level, and each
 * byte on the wire would be logged, and kept in memory for handlers that never come.
 */
final class CommandLogs {

    /** Held, because a logger that nobody holds forgets its level. */
    private static final Logger ROOT = Logger.getLogger("");

    private CommandLogs() {}

    /** Leaves warnings only, for the whole process. */
    static void keepWarnings() {
        ROOT.setLevel(Level.WARNING);
        for (Handler handler : ROOT.getHandlers()) {
            ROOT.removeHandler(handler);
        }
        ROOT.addHandler(new ConsoleHandler());
    }
}
