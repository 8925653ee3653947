package routes.startup;

import java.sql.SQLException;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

import io.quarkus.logging.LoggingFilter;

import routes.shared.InvalidInputException;

/** Tells people why Sluice cannot start and how to mend it, and spares them where in the code that was found. */
@LoggingFilter(name = "plain-failures")
public final class PlainFailures implements Filter {

    /** Quarkus' logger of a start that failed. */
    static final String START = "io.quarkus.runtime.Application";

    @Override
    public boolean isLoggable(LogRecord entry) {
        if (START.equals(entry.getLoggerName()) && entry.getThrown() != null) {
            var mistake = mistake(entry.getThrown());
            if (mistake != null) {
                entry.setMessage("Sluice cannot start: " + mistake);
                entry.setThrown(null);
            }
        }
        return true;
    }

    private static String mistake(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidInputException) {
                return cause.getMessage();
            }
            if (cause instanceof SQLException away) {
                return "the ledger does not answer: " + away.getMessage()
                        + " See that PostgreSQL runs where SLUICE_LEDGER_URL says";
            }
        }
        return null;
    }
}
