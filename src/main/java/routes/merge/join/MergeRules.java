package routes.merge.join;

import routes.shared.InvalidInputException;

/**
 * What is merged how.
 *
 * @param idColumn the column by which records and rows find each other
 * @param emptyIsMissing whether an empty text in the JSON is filled from the table, as null and absent values are
 * @param guardFormulas whether a cell that a spreadsheet would compute gets an apostrophe before it
 * @param unmatchedShown how many ids of unmatched rows the summary names
 * @param maxRejects how many records may be rejected before the whole object is; 0 allows none
 * @param fetchSize rows that the database hands over at once
 * @param lookUpFactor from how many rows for each record on these are looked up rather than the table scanned; 0
 *     for always
 * @param lookUpBatch ids that are looked up by one query
 */
public record MergeRules(
        String idColumn,
        boolean emptyIsMissing,
        boolean guardFormulas,
        int unmatchedShown,
        long maxRejects,
        int fetchSize,
        int lookUpFactor,
        int lookUpBatch) {

    public MergeRules {
        if (idColumn == null || idColumn.isBlank()) {
            throw new InvalidInputException("idColumn is missing: name the column that records and rows share");
        }
        requireAtLeast(0, "unmatchedShown", unmatchedShown);
        requireAtLeast(0, "maxRejects", maxRejects);
        requireAtLeast(1, "fetchSize", fetchSize);
        requireAtLeast(0, "lookUpFactor", lookUpFactor);
        requireAtLeast(1, "lookUpBatch", lookUpBatch);
    }

    /** What suits most: null and absent are missing, formulas are left alone, no record may be rejected. */
    public static MergeRules of(String idColumn) {
        return new MergeRules(idColumn, false, false, 20, 0, 5_000, 20, 500);
    }

    private static void requireAtLeast(long least, String name, long value) {
        if (value < least) {
            throw new InvalidInputException(name + " is " + value + ": use " + least + " or more");
        }
    }
}
