package routes.merge.join;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;

import routes.merge.row.Ids;
import routes.merge.row.LengthPrefix;
import routes.merge.row.RowView;

/** Reads the table: all of it once, or what the records ask for. */
final class TableReading {

    private static final int LARGEST_LOOK_UP = 16 * 1024 * 1024;

    private final MergeRules rules;
    private final TableSource table;
    private final TableCells cells;

    TableReading(MergeRules rules, TableSource table) {
        this.rules = rules;
        this.table = table;
        this.cells = new TableCells(table.columns(), rules);
    }

    /** Whether the rows are found by numbers rather than by texts. */
    boolean hasNumericIds() {
        return cells.hasNumericIds();
    }

    /** Which way costs less, once it is known how many records there are. */
    MergeSummary.Strategy strategyFor(Partitions records) throws SQLException {
        var few = records.size() <= LARGEST_LOOK_UP
                && records.rows() * rules.lookUpFactor() <= table.estimatedRows()
                && table.canLookUp(rules.idColumn());
        return few ? MergeSummary.Strategy.LOOK_UPS : MergeSummary.Strategy.SCAN;
    }

    /** Reads all rows. */
    void scan(Partitions into) throws IOException, SQLException {
        try (var rows = table.scan()) {
            while (rows.next()) {
                var row = cells.read(rows);
                into.add(cells.id, row);
                ParallelTasks.stopIfInterrupted();
            }
        }
    }

    /** Reads the rows of the records, then all to find those that have no record, and returns how many there are in all. */
    long lookUp(Partitions records, Partitions into, UnmatchedFile unmatched) throws IOException, SQLException {
        var ids = idsOf(records);
        var batch = new ArrayList<String>();
        var view = new RowView();
        for (var record : ids.all().toArray()) {
            view.readId(ids.data(), record);
            var id = view.id();
            if (Ids.isNumber(id)) {
                batch.add(id);
            }
            if (batch.size() == rules.lookUpBatch()) {
                lookUp(batch, into);
            }
        }
        lookUp(batch, into);
        return scanUnmatched(ids, unmatched);
    }

    private static RowTable idsOf(Partitions records) throws IOException {
        var ids = new RowTable();
        ids.prepareFor(records.size());
        for (var part = 0; part < Partitions.COUNT; part++) {
            if (records.peek(part) != null) {
                ids.add(records.peek(part));
            }
        }
        return ids;
    }

    private void lookUp(ArrayList<String> batch, Partitions into) throws IOException, SQLException {
        if (batch.isEmpty()) {
            return;
        }
        try (var rows = table.lookUp(rules.idColumn(), batch)) {
            while (rows.next()) {
                var row = cells.read(rows);
                into.add(cells.id, row);
            }
        }
        batch.clear();
        ParallelTasks.stopIfInterrupted();
    }

    private long scanUnmatched(RowTable ids, UnmatchedFile unmatched) throws IOException, SQLException {
        long count = 0;
        try (var rows = table.scan()) {
            for (; rows.next(); count++) {
                var row = cells.read(rows);
                if (cells.id.length == 0 || ids.find(cells.id.data, 0, cells.id.length) == 0) {
                    unmatched.write(row.data, LengthPrefix.SIZE, row.length - LengthPrefix.SIZE);
                }
                ParallelTasks.stopIfInterrupted();
            }
        }
        return count;
    }
}
