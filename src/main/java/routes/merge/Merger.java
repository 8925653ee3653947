package routes.merge;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

import routes.shared.InvalidInputException;

/** Merges a JSON object with a table. Memory does not depend on the size of either. */
final class Merger {

    /**
     * Reads both, then writes what comes of them. The same inputs give the same bytes.
     *
     * @param scratch an existing directory on a local disk, with room for about three times the data
     * @throws InvalidInputException if the object is not what can be read, or too many of its records are not
     * @throws IOException if the object cannot be read to its end, or an output or the disk does not take it
     * @throws SQLException if the table cannot be read
     */
    MergeSummary merge(MergeRules rules, JsonSource json, TableSource table, MergeOutputs outputs, Path scratch)
            throws IOException, SQLException {
        throw new UnsupportedOperationException("the seam first");
    }
}
