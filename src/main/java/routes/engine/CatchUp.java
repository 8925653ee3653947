package routes.engine;

import java.util.Arrays;
import java.util.Locale;

import routes.shared.InvalidInputException;

/** What becomes of the slots that passed while no replica was running. */
enum CatchUp {
    /** Each gets its run, the oldest first: for work that is about a slot's own day. */
    ALL,
    /** Only the latest gets a run: for work that looks at the present state. */
    LAST,
    /** None gets a run. */
    NONE;

    static CatchUp of(String text) {
        return Arrays.stream(values())
                .filter(value -> value.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("catchUp is " + text + ": use all, last or none"));
    }
}
