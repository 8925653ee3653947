package routes.merge.join;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

import routes.merge.json.JsonSource;
import routes.shared.InvalidInputException;

/**
 * Merges a JSON object with a table, by a hash join on disk: both are divided by their ids into parts that fit into memory,
 * these are joined, and what comes of them is put back into the order of the records. So memory does not depend on the
 * size of either, and all that is read or written is so in one go. Safe for concurrent use.
 */
public final class Merger {

    /** A smaller object is read before it is decided how to read the table; a larger one beside it. */
    private static final long SMALL = 16L * 1024 * 1024;

    /** A part with more bytes of rows is divided once more. */
    private static final long LARGEST_PART = 12L * 1024 * 1024;

    private final long small;
    private final long largestPart;

    /** With the sizes that suit a heap of a few hundred MiB. */
    public Merger() {
        this(SMALL, LARGEST_PART);
    }

    /** For tests, which have no time for large inputs. */
    Merger(long small, long largestPart) {
        this.small = small;
        this.largestPart = largestPart;
    }

    /**
     * Reads both, then writes what comes of them. The same inputs give the same bytes.
     *
     * @param scratch an existing directory on a local disk, with room for about three times the data
     * @throws InvalidInputException if the object is not what can be read, or too many of its records are not
     * @throws IOException if the object cannot be read to its end, or an output or the disk does not take it
     * @throws SQLException if the table cannot be read
     */
    public MergeSummary merge(MergeRules rules, JsonSource json, TableSource table, MergeOutputs outputs, Path scratch)
            throws IOException, SQLException {
        requireIdColumn(rules, table);
        var input = new Merge.Input(rules, json, table, outputs);
        try (var file = new SpillFile(scratch)) {
            return new Merge(input, file).run(small, largestPart);
        }
    }

    private static void requireIdColumn(MergeRules rules, TableSource table) {
        var columns = table.columns().stream().map(TableColumn::name).toList();
        if (!columns.contains(rules.idColumn())) {
            throw new InvalidInputException(
                    "the table has no column " + rules.idColumn() + ", only " + columns + "; name another id column");
        }
    }
}
