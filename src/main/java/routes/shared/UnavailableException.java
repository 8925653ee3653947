package routes.shared;

import java.io.IOException;

/**
 * Says that a system outside does not answer, or cannot serve at the moment. A run that fails by it waits for that system however
 * long it takes, and does not use up its attempts. The message names the system and what to do if it stays away.
 */
public class UnavailableException extends IOException {

    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
