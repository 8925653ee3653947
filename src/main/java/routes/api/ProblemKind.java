package routes.api;

/** Kinds of problems that callers can tell apart. */
public enum ProblemKind {
    /** A parameter or a field of the body is not as it must be; the same request fails again. */
    INVALID_REQUEST(400, "Invalid request"),
    /** The token is missing or wrong. */
    UNAUTHENTICATED(401, "A token is needed"),
    /** No token is configured, and the caller is not on the same machine. */
    FORBIDDEN(403, "Not allowed from here"),
    /** There is no such thing, or it was removed after its retention. */
    NOT_FOUND(404, "Not found"),
    /** The thing is in a state in which the change makes no sense. */
    CONFLICT(409, "Not possible in this state"),
    /** The body is too large. */
    TOO_LARGE(413, "Too large"),
    /** A quarantined message still cannot be read. */
    UNREADABLE(422, "Still unreadable"),
    /** A fault of Sluice; its log says more. */
    INTERNAL(500, "Internal error"),
    /** The routes are still being started; the same request succeeds in a moment. */
    STARTING(503, "Still starting"),
    /** The store does not answer, or refuses. */
    STORE_UNAVAILABLE(503, "The store is unavailable"),
    /** The ledger cannot be reached; the same request may succeed later. */
    LEDGER_UNAVAILABLE(503, "The ledger is unavailable");

    private final int status;
    private final String title;

    ProblemKind(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** The kind in words. */
    public String title() {
        return title;
    }

    /** The kind as a URN, for programs. */
    public String type() {
        return "urn:sluice:problem:" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
