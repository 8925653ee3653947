package routes.engine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;

import org.apache.camel.CamelExecutionException;
import org.apache.camel.RuntimeCamelException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

import routes.ledger.LedgerException;
import routes.shared.InvalidInputException;
import routes.shared.UnavailableException;

/** Tells people what went wrong, without a stack trace. */
public final class Failures {

    private static final int LONGEST = 2_000;
    private static final int SERVER_ERROR = 500;

    private Failures() {}

    /** What went wrong, in one sentence or two. */
    public static String describe(Throwable failure) {
        var cause = unwrap(failure);
        var message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        var known = cause instanceof InvalidInputException
                || cause instanceof UnavailableException
                || cause instanceof StepFailed;
        var text = (known ? message : cause.getClass().getSimpleName() + ": " + message).replace("\0", "");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** Whether another attempt may go better. */
    static boolean heals(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidInputException) {
                return false;
            }
            if (cause instanceof LedgerException refusal && refusal.refused()) {
                return false;
            }
            if (cause instanceof StepFailed step) {
                return step.heals();
            }
        }
        return true;
    }

    /**
     * Whether a system outside did not answer, or only that it cannot serve at the moment. That says nothing against the run, which
     * waits for it however long it takes; it does not use up its attempts.
     */
    public static boolean unreachable(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidInputException) {
                // Whoever threw it has seen what lies beneath, and says that trying again is useless.
                return false;
            }
            if (cause instanceof UnavailableException
                    || cause instanceof SocketException
                    || cause instanceof UnknownHostException
                    || cause instanceof InterruptedIOException
                    || cause instanceof HttpTimeoutException
                    || cause instanceof StepFailed step && step.unreachable()
                    || cause instanceof SdkException cloud && unreachable(cloud)) {
                return true;
            }
        }
        return false;
    }

    private static boolean unreachable(SdkException failure) {
        if (failure instanceof SdkServiceException answer) {
            return answer.statusCode() >= SERVER_ERROR || answer.isThrottlingException();
        }
        // A connection that is cut is no exception of sockets there, but what the client makes of it.
        return failure instanceof ApiCallTimeoutException
                || failure instanceof SdkClientException && failure.getCause() instanceof IOException;
    }

    /** Whether the ledger could not be reached, so that nobody knows what was done. */
    static boolean withoutLedger(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof LedgerException ledger) {
                return !ledger.refused();
            }
        }
        return false;
    }

    private static Throwable unwrap(Throwable failure) {
        var cause = failure;
        while ((cause instanceof CamelExecutionException || cause instanceof RuntimeCamelException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
