package routes.intake;

/** Says what could not be set on a bucket, and the remedy. It may heal by itself: the next check tries again. */
final class SetupProblem extends RuntimeException {

    SetupProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
