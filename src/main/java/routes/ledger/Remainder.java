package routes.ledger;

/**
 * What a step leaves behind in its external system when it ends.
 *
 * @param connection name of the connection that leads there
 * @param underway whether its work may still go on, and is to be stopped
 * @param logKept whether its log is in the store already
 */
public record Remainder(String connection, boolean underway, boolean logKept) {

    /** Work that has ended, with its log. */
    public static Remainder ended(String connection) {
        return new Remainder(connection, false, false);
    }
}
