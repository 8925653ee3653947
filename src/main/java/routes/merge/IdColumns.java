package routes.merge;

import java.io.IOException;

import routes.merge.join.TableColumn;
import routes.merge.json.JsonColumns;
import routes.merge.json.JsonRecords;
import routes.merge.json.ObjectStream;
import routes.merge.row.CsvText;
import routes.shared.InvalidInputException;

/**
 * Sees that the table and the JSON object have the column by which rows and records find each other. Of the object, that is
 * read which comes before the first record with the column: usually its beginning, all of it only where the merge would fail.
 */
final class IdColumns {

    private IdColumns() {}

    /** @throws InvalidInputException if one of them has no such column */
    static void check(MergeUnderWay merge) throws IOException {
        var column = merge.settings().idColumn();
        var names = merge.rows.columns().stream().map(TableColumn::name).toList();
        if (!names.contains(column)) {
            throw new InvalidInputException(
                    "the table " + merge.table + " has no column " + column + ", but " + names + "; " + remedy(merge));
        }
        var without = objectsWithout(column, merge);
        if (without > 0) {
            throw new InvalidInputException("no record of the object "
                    + merge.entry().source() + " has the column " + column + ", though it has " + without + "; "
                    + remedy(merge));
        }
    }

    private static String remedy(MergeUnderWay merge) {
        return "set routes.merge.entries." + merge.entry() + ".id-column to the one that is meant";
    }

    /** How many objects it holds, if none of them has the column; otherwise 0. */
    private static long objectsWithout(String column, MergeUnderWay merge) throws IOException {
        var columns = new JsonColumns(column);
        var objects = 0L;
        try (var object = merge.json.open();
                var unpacked = ObjectStream.of(object)) {
            var records = new JsonRecords(unpacked, columns, new CsvText(false), false, false);
            while (!columns.hasId() && records.next()) {
                objects += records.isObject() ? 1 : 0;
            }
        } catch (InvalidInputException e) {
            throw BoxFailures.wrongObject(merge, e, "");
        }
        return columns.hasId() ? 0 : objects;
    }
}
