package routes.api;

import jakarta.ws.rs.QueryParam;

import routes.shared.InvalidInputException;

/**
 * How much of a log is asked for.
 *
 * @param bytes how much of its end; 64 KiB, if it is missing
 */
public record LogParameters(@QueryParam("bytes") String bytes) {

    private static final int USUAL = 64 << 10;
    private static final int MOST = 4 << 20;

    int most() {
        var allowed = "a number from 1 to " + MOST;
        var number = Parameters.number("bytes", bytes, allowed);
        if (number == null) {
            return USUAL;
        }
        if (number < 1 || number > MOST) {
            throw new InvalidInputException("Parameter 'bytes' is '" + number + "'; it must be " + allowed + ".");
        }
        return number.intValue();
    }
}
