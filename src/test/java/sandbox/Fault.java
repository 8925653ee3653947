package sandbox;

/**
 * Something that a stand-in does wrong because a test says so.
 *
 * @param kind what it does
 * @param status of an {@link Kind#ANSWER}
 * @param body of an {@link Kind#ANSWER}, as JSON
 */
public record Fault(Kind kind, int status, String body) {

    /** Ways to do wrong. */
    public enum Kind {
        /** Answers something else. */
        ANSWER,
        /** Takes the request and never answers. */
        HANG,
        /** Closes the connection before anything is done. */
        CUT,
        /** Does what is asked, then closes the connection without an answer. */
        CUT_AFTERWARDS,
        /** Does what is asked, and breaks off in the middle of the answer. */
        HALF
    }

    /** Answers with a status instead. */
    public static Fault answer(int status, String body) {
        return new Fault(Kind.ANSWER, status, body);
    }

    public static Fault of(Kind kind) {
        return new Fault(kind, 0, "");
    }
}
