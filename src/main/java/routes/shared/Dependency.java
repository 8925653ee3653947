package routes.shared;

import java.util.List;

/**
 * Something outside that Sluice needs: a bean of this type is asked by {@code ./sluice doctor} and by
 * {@code /api/health/dependencies}. It has to do without routes and runs, because doctor starts none.
 */
public interface Dependency {

    /** As people call it, in lower case, such as {@code store} or {@code airflow}. */
    String name();

    /**
     * Looks whether it can be used as configured, and changes nothing. It may take a few seconds, and may be called by several
     * threads at once.
     *
     * @return what was found, one line for each thing that can be right or wrong by itself; none if it is not configured
     * @throws Exception if it does not answer at all; that counts as one broken finding
     */
    List<Finding> check() throws Exception;

    /** How well something is. */
    enum Level {
        /** As it should be. */
        GOOD,
        /** Worth a look, but the work goes on. */
        WARNING,
        /** What needs it stands still. */
        BROKEN
    }

    /**
     * Something that was looked at.
     *
     * @param what was looked at, such as {@code bucket raw-data}
     * @param level how well it is
     * @param text how it is; unless it is good, with the remedy; no secret
     */
    record Finding(String what, Level level, String text) {

        public Finding {
            if (what == null || what.isBlank() || level == null || text == null) {
                throw new InvalidInputException(
                        "finding '" + what + "' lacks a part: say what was looked at, and how it is");
            }
        }

        /** Something as it should be. */
        public static Finding good(String what, String text) {
            return new Finding(what, Level.GOOD, text);
        }

        /** Something worth a look, with what to do about it. */
        public static Finding warning(String what, String text) {
            return new Finding(what, Level.WARNING, text);
        }

        /** Something that does not work, with the remedy. */
        public static Finding broken(String what, String text) {
            return new Finding(what, Level.BROKEN, text);
        }
    }
}
