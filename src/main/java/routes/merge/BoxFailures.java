package routes.merge;

import java.io.IOException;
import java.sql.SQLException;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;

import routes.merge.database.DatabaseFailures;
import routes.merge.join.ScratchFull;
import routes.shared.InvalidInputException;
import routes.shared.UnavailableException;

/** Says of a failure in which box it happened, why, and what to do; and whether trying again may help. */
final class BoxFailures {

    private BoxFailures() {}

    /**
     * @param at the box that was under way; a {@link BoxFailure} knows better
     * @return what may heal; {@link UnavailableException} or one of its kind beneath it, if it does so by itself
     * @throws InvalidInputException for what does not
     */
    static IOException explain(MergeUnderWay merge, Box at, Exception failure) {
        var box = at;
        var cause = failure;
        while (cause instanceof BoxFailure known) {
            box = known.box();
            cause = (Exception) known.getCause();
        }
        if (cause instanceof SQLException && box != Box.FETCH_CREDENTIALS && box != Box.CHECK_ID_COLUMNS) {
            box = Box.READ_TABLE;
        }
        var place = box.step() + ": ";
        try {
            var explained = explained(merge, cause);
            var message = place + explained.getMessage();
            return explained instanceof UnavailableException
                    ? new UnavailableException(message, explained)
                    : new IOException(message, explained);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(place + e.getMessage(), e);
        }
    }

    /**
     * Says of the object what is wrong in its content, whichever box read it.
     *
     * @param remedy to be told after that, or nothing
     */
    static BoxFailure wrongObject(MergeUnderWay merge, InvalidInputException wrong, String remedy) {
        var message = "the object " + merge.entry().source() + " " + wrong.getMessage() + remedy;
        return new BoxFailure(Box.READ_JSON, new InvalidInputException(message, wrong));
    }

    private static IOException explained(MergeUnderWay merge, Exception cause) {
        if (cause instanceof InvalidInputException known) {
            throw known;
        }
        if (cause instanceof UnavailableException known) {
            return known;
        }
        if (cause instanceof SQLException sql) {
            return DatabaseFailures.explain(merge.session, sql);
        }
        if (cause instanceof SdkServiceException answer) {
            return new IOException(
                    "the store answered " + answer.statusCode() + " (" + answer.getMessage()
                            + "); it is usually over after a while, otherwise see the store's own log",
                    answer);
        }
        if (cause instanceof SdkClientException away) {
            return new IOException(
                    "the store does not answer (" + deepest(away) + "); see that it runs, and that"
                            + " routes.store.endpoint is right",
                    away);
        }
        if (cause instanceof ScratchFull) {
            return new IOException(
                    cause.getMessage() + "; make room there, about three times the data, or set"
                            + " routes.merge.scratch-directory to a directory on another disk",
                    cause);
        }
        return new IOException(
                cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(), cause);
    }

    private static String deepest(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
