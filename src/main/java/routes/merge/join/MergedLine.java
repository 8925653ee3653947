package routes.merge.join;

import routes.merge.row.ByteBuilder;
import routes.merge.row.LengthPrefix;
import routes.merge.row.RowView;

/** Writes the line of a record: its own values, and from its row what it is missing. Counts the totals on the way. */
final class MergedLine {

    private final int[] inRecord;
    private final int[] inRow;
    private final Totals totals;
    private final RowView record = new RowView();
    private final RowView row = new RowView();
    private final ByteBuilder line = new ByteBuilder(1024);

    MergedLine(Layout layout) {
        inRecord = layout.inRecord;
        inRow = layout.inRow;
        totals = new Totals(layout.size());
    }

    Totals totals() {
        return totals;
    }

    /**
     * The line with the prefix of an entry; valid until the next call.
     *
     * @param rowData null if there is no row
     */
    ByteBuilder of(byte[] recordData, int recordStart, byte[] rowData, int rowStart) {
        record.read(recordData, recordStart);
        if (rowData != null) {
            row.read(rowData, rowStart);
        }
        line.clear();
        line.reserve(LengthPrefix.SIZE);
        line.length = LengthPrefix.SIZE;
        for (var column = 0; column < inRecord.length; column++) {
            if (column > 0) {
                line.append(',');
            }
            if (record.has(inRecord[column])) {
                append(column, record, inRecord[column]);
            } else if (rowData != null && row.has(inRow[column])) {
                append(column, row, inRow[column]);
            }
        }
        line.append('\n');
        LengthPrefix.put(line.data, 0, line.length - LengthPrefix.SIZE);
        return line;
    }

    private void append(int column, RowView from, int cell) {
        line.append(from.data, from.start[cell], from.length[cell]);
        totals.add(column, from.data, from.start[cell], from.length[cell]);
    }
}
