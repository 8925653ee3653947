package routes.merge.database;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import javax.net.ssl.SSLPeerUnverifiedException;

import routes.shared.InvalidInputException;
import routes.shared.UnavailableException;

/**
 * Says what a refusal of a database means, and what to do. SQLSTATE is the standard's
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html); the numbers are those of MySQL and MariaDB, which put most
 * refusals under 42000 (https://mariadb.com/kb/en/mariadb-error-codes/).
 */
public final class DatabaseFailures {

    private static final String SAME_PASSWORD =
            " see that secret and database have the same password, and that the user may connect from here";

    private static final int NO_RIGHT_ON_DATABASE = 1044;
    private static final int NO_SUCH_DATABASE = 1049;
    private static final int NO_RIGHT_ON_TABLE = 1142;
    private static final int NO_RIGHT_ON_COLUMN = 1143;
    private static final int LOGIN_REFUSED = 1045;
    /** A type that some operation does not take, a function that is not there, and what else is no SQL of this server. */
    private static final Set<Integer> NO_SUCH_SQL = Set.of(4079, 1305, 1064);

    private static final Set<Integer> NO_RIGHT =
            Set.of(NO_RIGHT_ON_DATABASE, NO_RIGHT_ON_TABLE, NO_RIGHT_ON_COLUMN, 1370);

    private static final Set<Integer> CANNOT_SERVE = Set.of(1040, 1053, 1203);
    private static final Set<String> CANNOT_SERVE_STATES = Set.of("57P01", "57P02", "57P03", "53300");

    private DatabaseFailures() {}

    /** Whether user and password were not accepted. */
    public static boolean loginRefused(SQLException failure) {
        return failure.getErrorCode() == LOGIN_REFUSED || state(failure).startsWith("28");
    }

    /**
     * Why a connection or a query failed.
     *
     * @return what may heal
     * @throws InvalidInputException for what does not
     */
    public static IOException explain(DatabaseSession session, SQLException failure) {
        var state = state(failure);
        var code = failure.getErrorCode();
        if (code == NO_SUCH_DATABASE || state.equals("3D000")) {
            throw new InvalidInputException(
                    "there is no database " + session.login().database() + " on " + session.server()
                            + "; correct db_name in the secret "
                            + session.secret().name(),
                    failure);
        }
        if (NO_RIGHT.contains(code) || state.equals("42501")) {
            throw noRight(session, failure);
        }
        if (state.equals("42S02") || state.equals("42P01")) {
            throw missingTable(session);
        }
        if (state.equals("42S22") || state.equals("42703")) {
            throw new InvalidInputException(
                    "a column that was there is missing from the table "
                            + session.login().table() + " (" + failure.getMessage()
                            + "); see whether somebody changes it, then retry the run",
                    failure);
        }
        if (NO_SUCH_SQL.contains(code)
                || session.server().kind() == DatabaseKind.POSTGRESQL && state.startsWith("42")) {
            throw new InvalidInputException(
                    session.server() + " cannot tell the table "
                            + session.login().table() + " as texts (" + failure.getMessage()
                            + "); make a view without the column that it means, or with another type for it, and"
                            + " name that view in table_name of the secret "
                            + session.secret().name(),
                    failure);
        }
        return away(session, failure, state);
    }

    private static IOException away(DatabaseSession session, SQLException failure, String state) {
        if (says(failure, "ssl not enabled") || says(failure, "does not support SSL")) {
            throw new InvalidInputException(
                    session.server()
                            + " does not encrypt; turn TLS on there, or set routes.merge.database.tls to false",
                    failure);
        }
        if (isOfCertificate(failure)) {
            throw new InvalidInputException(
                    "the certificate of " + session.server() + " is not accepted (" + deepest(failure)
                            + "); see that routes.merge.database.certificate-authority holds the authority it comes"
                            + " from",
                    failure);
        }
        if (CANNOT_SERVE.contains(failure.getErrorCode()) || CANNOT_SERVE_STATES.contains(state)) {
            return new UnavailableException(
                    session.server() + " cannot serve at the moment (" + failure.getMessage()
                            + "); see that it starts, and how many connections it allows",
                    failure);
        }
        if (state.startsWith("08") && !state.equals("08004") || failure.getCause() instanceof IOException) {
            return new UnavailableException(
                    session.server() + " cannot be reached, or cut the connection (" + deepest(failure)
                            + "); see that it runs, that Database.endpoint and port are right, and that a firewall"
                            + " lets us through",
                    failure);
        }
        return new IOException(session.server() + " failed: " + failure.getMessage(), failure);
    }

    /** A login is refused for now: its secret may have another version soon. */
    public static UnavailableException refusedForNow(DatabaseSession session, Instant until) {
        return new UnavailableException(
                refusal(session) + "; in case it is being rotated, another version is awaited until "
                        + until.truncatedTo(ChronoUnit.SECONDS) + ", and this one is not tried again before; otherwise"
                        + SAME_PASSWORD,
                null);
    }

    /** A login is refused, and so were all since it began. */
    public static InvalidInputException refusedForLong(DatabaseSession session, SQLException failure) {
        return new InvalidInputException(
                refusal(session) + ", and none came in time that it takes;" + SAME_PASSWORD + ", then retry the run",
                failure);
    }

    private static String refusal(DatabaseSession session) {
        return session.server() + " refuses user and password of the secret "
                + session.secret().name() + " (version " + session.login().version() + ")";
    }

    /** The table is not in the catalogue. */
    static InvalidInputException missingTable(DatabaseSession session) {
        return new InvalidInputException("there is no table " + session.login().table() + " in the database "
                + session.login().database() + " on " + session.server()
                + "; create it, or correct table_name in the secret "
                + session.secret().name());
    }

    /** The user may not read the table. */
    static InvalidInputException noRight(DatabaseSession session, SQLException failure) {
        return new InvalidInputException(
                "the user of the secret " + session.secret().name() + " may not read "
                        + session.login().database() + "." + session.login().table() + " on " + session.server()
                        + "; grant it select there",
                failure);
    }

    /** By what drivers throw. Where they only say it, in words that neither an address nor a name in SQL can have. */
    private static boolean isOfCertificate(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof GeneralSecurityException || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return Stream.of(
                        "could not be verified by hostnameverifier",
                        "could not open SSL root certificate file",
                        "SSL hostname verification failed",
                        "self signed certificates. Either",
                        "failed to load certificates from")
                .anyMatch(words -> says(failure, words));
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
