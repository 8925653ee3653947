package routes.external;

/** There is no log of a step. The message says why, for people. */
public class NoLogException extends Exception {

    NoLogException(String message) {
        super(message);
    }
}
