package routes.external;

import routes.shared.InvalidInputException;

/**
 * An external system's answer to a start, or what was found of an earlier one.
 *
 * @param handle how the system calls the work; our own name for it where it has no other
 * @param link where a person can look at it, or null
 */
public record Begun(String handle, String link) {

    public Begun {
        if (handle == null || handle.isBlank()) {
            throw new InvalidInputException("an external system gave its work no name");
        }
    }
}
