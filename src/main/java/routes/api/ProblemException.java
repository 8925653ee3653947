package routes.api;

/** Ends a request with a problem that the caller is told in full. */
public class ProblemException extends RuntimeException {

    private final ProblemKind kind;

    /**
     * @param kind what kind of problem
     * @param detail what is wrong this time, and what to do; never a secret
     */
    public ProblemException(ProblemKind kind, String detail) {
        super(detail);
        this.kind = kind;
    }

    /** A thing that the ledger does not have. */
    public static ProblemException notFound(String thing) {
        return new ProblemException(
                ProblemKind.NOT_FOUND, "There is no " + thing + ", or it was removed after its retention.");
    }

    public ProblemKind kind() {
        return kind;
    }
}
