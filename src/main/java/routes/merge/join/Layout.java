package routes.merge.join;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import routes.merge.json.JsonColumns;

/** The columns of the CSV: the JSON's as they were first seen, then the table's others in the table's order. */
final class Layout {

    /** Number of the record's cell for each column, or -1. */
    final int[] inRecord;

    /** Number of the row's cell for each column, or -1. */
    final int[] inRow;

    private final List<String> names;

    Layout(JsonColumns records, List<TableColumn> table) {
        var tableNames = table.stream().map(TableColumn::name).toList();
        this.names = new ArrayList<>(records.seen().stream().map(records::name).toList());
        var ofRecords = names.size();
        var known = new HashSet<>(names);
        tableNames.stream().filter(name -> !known.contains(name)).forEach(names::add);
        inRecord = new int[names.size()];
        inRow = new int[names.size()];
        for (var i = 0; i < inRecord.length; i++) {
            inRecord[i] = i < ofRecords ? records.seen().get(i) : -1;
            inRow[i] = tableNames.indexOf(names.get(i));
        }
    }

    List<String> names() {
        return names;
    }

    int size() {
        return names.size();
    }
}
