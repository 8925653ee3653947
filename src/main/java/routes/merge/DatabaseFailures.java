package routes.merge;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

import routes.shared.InvalidInputException;

/**
 * Says what a refusal of a database means, and what to do. SQLSTATE is the standard's
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html); the numbers are those of MySQL and MariaDB, which put most
 * refusals under 42000 (https://mariadb.com/kb/en/mariadb-error-codes/).
 */
final class DatabaseFailures {

    private static final int NO_RIGHT_ON_DATABASE = 1044;
    private static final int NO_SUCH_DATABASE = 1049;
    private static final int NO_RIGHT_ON_TABLE = 1142;
    private static final int NO_RIGHT_ON_COLUMN = 1143;
    private static final int LOGIN_REFUSED = 1045;
    private static final Set<Integer> NO_RIGHT =
            Set.of(NO_RIGHT_ON_DATABASE, NO_RIGHT_ON_TABLE, NO_RIGHT_ON_COLUMN, 1370);

    private DatabaseFailures() {}

    /** Whether user and password were not accepted. */
    static boolean loginRefused(SQLException failure) {
        return failure.getErrorCode() == LOGIN_REFUSED || state(failure).startsWith("28");
    }

    /**
     * Why a connection or a query failed.
     *
     * @return what may heal
     * @throws InvalidInputException for what does not
     */
    static IOException explain(Entry entry, Login login, SQLException failure) {
        var state = state(failure);
        var code = failure.getErrorCode();
        if (loginRefused(failure)) {
            return new IOException(
                    entry.database() + " refuses user and password of the secret " + entry.login()
                            + ", also after it was"
                            + " fetched once more (version " + login.version()
                            + "); see that secret and database have the"
                            + " same password, and that the user may connect from here",
                    failure);
        }
        if (code == NO_SUCH_DATABASE || state.equals("3D000")) {
            throw new InvalidInputException(
                    "there is no database " + login.database() + " on " + entry.database()
                            + "; correct db_name in the secret " + entry.login(),
                    failure);
        }
        if (NO_RIGHT.contains(code) || state.equals("42501")) {
            throw noRight(entry, login, failure);
        }
        if (state.equals("42S02") || state.equals("42P01")) {
            throw missingTable(entry, login);
        }
        if (state.equals("42S22") || state.equals("42703")) {
            throw new InvalidInputException(
                    "a column that was there is missing from the table " + login.table() + " (" + failure.getMessage()
                            + "); see whether somebody changes it, then retry the run",
                    failure);
        }
        return away(entry, failure, state);
    }

    private static IOException away(Entry entry, SQLException failure, String state) {
        if (says(failure, "ssl not enabled") || says(failure, "does not support SSL")) {
            throw new InvalidInputException(
                    entry.database()
                            + " does not encrypt; turn TLS on there, or set routes.merge.database.tls to false",
                    failure);
        }
        if (says(failure, "certificate") || says(failure, "PKIX") || says(failure, "hostname")) {
            throw new InvalidInputException(
                    "the certificate of " + entry.database() + " is not accepted (" + deepest(failure)
                            + "); see that routes.merge.database.certificate-authority holds the authority it comes"
                            + " from",
                    failure);
        }
        if (state.startsWith("08") || failure.getCause() instanceof IOException) {
            return new IOException(
                    entry.database() + " cannot be reached, or cut the connection (" + deepest(failure)
                            + "); see that it runs, that Database.endpoint and port are right, and that a firewall"
                            + " lets us through",
                    failure);
        }
        return new IOException(entry.database() + " failed: " + failure.getMessage(), failure);
    }

    /** The table is not in the catalogue. */
    static InvalidInputException missingTable(Entry entry, Login login) {
        return new InvalidInputException("there is no table " + login.table() + " in the database " + login.database()
                + " on " + entry.database() + "; create it, or correct table_name in the secret " + entry.login());
    }

    /** The user may not read the table. */
    static InvalidInputException noRight(Entry entry, Login login, SQLException failure) {
        return new InvalidInputException(
                "the user of the secret " + entry.login() + " may not read " + login.database() + "." + login.table()
                        + " on " + entry.database() + "; grant it select there",
                failure);
    }

    private static boolean says(Throwable failure, String words) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null
                    && cause.getMessage().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    private static String deepest(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static String state(SQLException failure) {
        return failure.getSQLState() == null ? "" : failure.getSQLState();
    }
}
