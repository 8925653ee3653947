package routes.command;

/**
 * Colours, if there is a terminal that shows them.
 *
 * @param colours whether there is
 */
record Style(boolean colours) {

    private static final int BOLD = 1;
    private static final int RED = 31;
    private static final int GREEN = 32;
    private static final int YELLOW = 33;

    String bold(String text) {
        return code(BOLD, text);
    }

    /** A state of a run or a step, or a verdict, in the colour of its gravity. */
    String state(String state) {
        return switch (state.strip()) {
            case "succeeded", "started" -> code(GREEN, state);
            case "parked", "failed" -> code(RED, state);
            case "queued", "running", "waiting" -> code(YELLOW, state);
            default -> state;
        };
    }

    String error(String text) {
        return code(RED, text);
    }

    private String code(int number, String text) {
        return colours ? "\u001b[" + number + "m" + text + "\u001b[0m" : text;
    }
}
