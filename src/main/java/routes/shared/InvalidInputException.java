package routes.shared;

/** Says that an input is wrong and never heals by itself. The message names the thing, its value and the remedy. */
public class InvalidInputException extends RuntimeException {

    public InvalidInputException(String message) {
        super(message);
    }

    public InvalidInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
