package routes.api;

/** Reads ids in paths. */
final class Ids {

    private Ids() {}

    /** An id of the ledger; a text that can be none is an id that does not exist. */
    static long read(String thing, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ProblemException.notFound(thing + " " + (text.length() > 100 ? text.substring(0, 100) + "…" : text));
        }
    }
}
