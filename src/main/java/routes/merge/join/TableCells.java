package routes.merge.join;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

import routes.merge.row.ByteBuilder;
import routes.merge.row.Cells;
import routes.merge.row.CsvText;
import routes.merge.row.Ids;
import routes.merge.row.Numbers;
import routes.merge.row.SinglePrecision;

/** Turns the table's rows into cells, one row after the other, each cell as its column's kind has it. */
final class TableCells {

    private static final int DATE_LENGTH = 10;

    final Cells cells = new Cells();

    /** The id by which the row finds its records; empty if it has none. */
    final ByteBuilder id = new ByteBuilder(64);

    private final ColumnKind[] kinds;
    private final int idColumn;
    private final CsvText csv;
    private final ByteBuilder entry = new ByteBuilder(1024);

    TableCells(List<TableColumn> columns, MergeRules rules) {
        kinds = columns.stream().map(TableColumn::kind).toArray(ColumnKind[]::new);
        idColumn = columns.stream().map(TableColumn::name).toList().indexOf(rules.idColumn());
        csv = new CsvText(rules.guardFormulas());
    }

    boolean hasNumericIds() {
        return switch (kinds[idColumn]) {
            case NUMBER, FLOAT, SINGLE -> true;
            case TEXT, BOOLEAN, DATE_TIME, INSTANT -> false;
        };
    }

    /** Takes over the row at hand, and returns it as an entry, which is valid until the next call. */
    ByteBuilder read(TableRows rows) throws SQLException {
        cells.begin(kinds.length);
        id.clear();
        for (var column = 0; column < kinds.length; column++) {
            var text = rows.cell(column);
            if (text != null) {
                var begin = cells.text.length;
                append(kinds[column], text);
                cells.set(column, begin);
                if (column == idColumn) {
                    putId(kinds[column], text, begin);
                }
            }
        }
        entry.clear();
        cells.appendEntry(entry, id);
        return entry;
    }

    private void append(ColumnKind kind, byte[] text) {
        switch (kind) {
            case TEXT -> csv.append(cells.text, text, 0, text.length);
            case NUMBER -> csv.appendPlain(cells.text, text, 0, text.length);
            case FLOAT -> appendFloat(text);
            case SINGLE -> appendSingle(text);
            case BOOLEAN -> appendBoolean(text);
            case DATE_TIME, INSTANT -> appendTime(kind, text);
        }
    }

    private void putId(ColumnKind kind, byte[] text, int begin) {
        switch (kind) {
            case TEXT -> Ids.putText(id, text, 0, text.length);
            case NUMBER, FLOAT -> Ids.putNumber(id, text, 0, text.length);
            case SINGLE -> Ids.putNumber(id, cells.text.data, begin, cells.text.length);
            case BOOLEAN, DATE_TIME, INSTANT -> Ids.putText(id, cells.text.data, begin, cells.text.length);
        }
    }

    private void appendFloat(byte[] text) {
        for (var each : text) {
            if (each == 'e' || each == 'E') {
                var source = new String(text, StandardCharsets.US_ASCII);
                cells.text.append(Numbers.parse(source)
                        .map(number -> number.toPlainString())
                        .orElse(source));
                return;
            }
        }
        csv.appendPlain(cells.text, text, 0, text.length);
    }

    private void appendSingle(byte[] text) {
        var plain = SinglePrecision.plain(new String(text, StandardCharsets.US_ASCII));
        var bytes = plain.getBytes(StandardCharsets.US_ASCII);
        csv.appendPlain(cells.text, bytes, 0, bytes.length);
    }

    private void appendBoolean(byte[] text) {
        if (text.length == 1 && text[0] == '0') {
            cells.text.append("false");
        } else if (text.length == 1 && text[0] == '1') {
            cells.text.append("true");
        } else {
            csv.appendPlain(cells.text, text, 0, text.length);
        }
    }

    private void appendTime(ColumnKind kind, byte[] text) {
        var begin = cells.text.length;
        cells.text.append(text, 0, text.length);
        var blank = DATE_LENGTH;
        while (blank < text.length && isDigit(text[blank])) {
            // A year of more than four digits.
            blank++;
        }
        if (blank + 1 < text.length && text[blank] == ' ' && isDigit(text[blank + 1])) {
            cells.text.data[begin + blank] = 'T';
            // Other than infinity, or a year before Christ.
            if (kind == ColumnKind.INSTANT && isDigit(text[text.length - 1])) {
                cells.text.append('Z');
            }
        }
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }
}
