package routes.merge;

import java.io.IOException;

/** Says in which box something failed that another box asked for: a read of the JSON, or a write of the CSV, while rows are merged. */
final class BoxFailure extends IOException {

    private final Box box;

    BoxFailure(Box box, Exception cause) {
        super(cause);
        this.box = box;
    }

    Box box() {
        return box;
    }
}
