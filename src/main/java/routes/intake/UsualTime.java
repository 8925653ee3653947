package routes.intake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Reads times in the form in which stores write them, {@code 2026-01-02T03:04:05.678Z}, without the formatter: it takes as long as
 * the rest of a record. Every other form is left to it, so that exactly the same texts are times.
 */
final class UsualTime {

    /** A digit stands for any digit. */
    private static final String FORM = "0000-00-00T00:00:00.000Z";

    private static final int NANOS_OF_MILLISECOND = 1_000_000;

    private UsualTime() {}

    /**
     * The time.
     *
     * @throws DateTimeException if it is none
     */
    static Instant parse(String text) {
        if (isUsual(text)) {
            try {
                return LocalDateTime.of(
                                number(text, 0, 4),
                                number(text, 5, 7),
                                number(text, 8, 10),
                                number(text, 11, 13),
                                number(text, 14, 16),
                                number(text, 17, 19),
                                number(text, 20, 23) * NANOS_OF_MILLISECOND)
                        .toInstant(ZoneOffset.UTC);
            } catch (DateTimeException e) {
                // It may be midnight at the end of a day, or a leap second.
                return Instant.parse(text);
            }
        }
        return Instant.parse(text);
    }

    private static boolean isUsual(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (var i = 0; i < FORM.length(); i++) {
            var c = text.charAt(i);
            var expected = FORM.charAt(i);
            if (expected == '0' ? c < '0' || c > '9' : c != expected) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        var number = 0;
        for (var i = from; i < to; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }
}
