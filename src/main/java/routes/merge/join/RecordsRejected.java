package routes.merge.join;

import routes.shared.InvalidInputException;

/** Too much in an object is no record. All of that was written to the rejects. */
public final class RecordsRejected extends InvalidInputException {

    private static final long serialVersionUID = 1L;

    RecordsRejected(String message) {
        super(message);
    }
}
