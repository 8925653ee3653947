package routes.merge;

import routes.merge.join.TableColumn;
import routes.shared.InvalidInputException;

/** Sees that the table has the column by which records and rows find each other. */
final class IdColumns {

    private IdColumns() {}

    static void check(MergeUnderWay merge) {
        var column = merge.settings().idColumn();
        var names = merge.rows.columns().stream().map(TableColumn::name).toList();
        if (!names.contains(column)) {
            throw new InvalidInputException("the table " + merge.table + " has no column " + column + ", but " + names
                    + "; set routes.merge.entries." + merge.entry() + ".id-column to the one that is meant");
        }
    }
}
