package routes.merge.json;

/**
 * Says that the window over the object ends within what is being read: more has to be fetched, and the record read again
 * from its beginning. That happens once for some hundred records, and spares each of them from looking for the end.
 */
final class NeedsMore extends RuntimeException {

    static final NeedsMore INSTANCE = new NeedsMore();

    private NeedsMore() {
        super("the window ends within a record", null, false, false);
    }
}
