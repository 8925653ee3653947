package routes.merge;

import java.sql.SQLException;

/** Opens the table of a merge. */
final class Tables {

    private Tables() {}

    static TableSource open(MergeUnderWay merge) throws SQLException {
        throw new UnsupportedOperationException("the seam first");
    }
}
