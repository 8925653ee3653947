package routes.merge.row;

import java.math.BigDecimal;
import java.util.Optional;

/** Decimal numbers of a size that can be computed with. */
public final class Numbers {

    private static final int MOST_CHARACTERS = 1_000;
    private static final int MOST_PLACES = 1_000;

    private Numbers() {}

    /** The number, or nothing if the text is none or would need thousands of digits, as 1e999999 does. */
    public static Optional<BigDecimal> parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            var number = new BigDecimal(text);
            return Math.abs((long) number.scale()) <= MOST_PLACES ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
