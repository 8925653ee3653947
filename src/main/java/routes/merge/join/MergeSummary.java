package routes.merge.join;

import java.util.List;

/**
 * What a merge came to.
 *
 * @param strategy how the table was read
 * @param columns of the CSV, in order
 * @param csvSize bytes
 * @param csvSha256 checksum in hexadecimal digits
 * @param unmatchedIds the first ones, in the table's order
 */
public record MergeSummary(
        Strategy strategy,
        List<String> columns,
        Counts counts,
        List<ColumnTotal> totals,
        long csvSize,
        String csvSha256,
        List<String> unmatchedIds) {

    public MergeSummary {
        columns = List.copyOf(columns);
        totals = List.copyOf(totals);
        unmatchedIds = List.copyOf(unmatchedIds);
    }

    /** How the table was read. */
    public enum Strategy {

        /** Once, whole. */
        SCAN,

        /** The rows of the records by their ids, in batches; then once more whole, for what is unmatched. */
        LOOK_UPS
    }

    /**
     * What was counted.
     *
     * @param records in the CSV, each one row
     * @param matched records that have a row in the table
     * @param rejected what was no record
     * @param rows of the table
     * @param duplicateRows rows passed over because one before, which was merged, has the same id
     * @param unmatchedRows rows whose id is in no record, or which have none
     */
    public record Counts(
            long records, long matched, long rejected, long rows, long duplicateRows, long unmatchedRows) {}

    /**
     * A control total of the CSV.
     *
     * @param filled cells that are not empty
     * @param sum exact sum of them, or null where not every one of them is a number
     */
    public record ColumnTotal(String column, long filled, String sum) {}
}
