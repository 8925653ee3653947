package routes.merge.json;

import java.util.Arrays;

import routes.merge.row.ByteBuilder;
import routes.merge.row.Cells;
import routes.merge.row.CsvText;
import routes.merge.row.Ids;

/** Reads one record after the other into the same cells. */
final class JsonRecord {

    final Cells cells = new Cells();

    /** The id by which the record finds its row; empty if it has none. */
    final ByteBuilder id = new ByteBuilder(64);

    private final JsonText text;
    private final CompactJson compact;
    private final JsonColumns columns;
    private final CsvText csv;
    private final boolean emptyIsMissing;
    private final boolean numericIds;
    private final ByteBuilder nested = new ByteBuilder(1024);
    private int[] fields = new int[16];
    private int count;
    private String objection;

    /** Whether the value at hand is an object, if perhaps no record. */
    boolean isObject;

    /**
     * @param emptyIsMissing whether an empty text counts as missing
     * @param numericIds whether the table's ids are numbers
     */
    JsonRecord(JsonText text, JsonColumns columns, CsvText csv, boolean emptyIsMissing, boolean numericIds) {
        this.numericIds = numericIds;
        this.text = text;
        this.compact = new CompactJson(text);
        this.columns = columns;
        this.csv = csv;
        this.emptyIsMissing = emptyIsMissing;
    }

    /** Reads the value at the text's position, and returns why it is no record, or null if it is one. */
    String read() {
        cells.begin(columns.count());
        id.clear();
        count = 0;
        objection = "has no id";
        isObject = text.skipBlanks() == '{';
        if (!isObject) {
            nested.clear();
            compact.copyTo(nested);
            return "is no object";
        }
        text.position++;
        readFields();
        if (objection == null) {
            columns.see(fields, count);
        }
        return objection;
    }

    private void readFields() {
        if (text.skipBlanks() == '}') {
            text.position++;
            return;
        }
        var previous = -1;
        while (true) {
            previous = readName(previous);
            text.expect(':');
            readValue(previous);
            if (text.skipBlanks() != ',') {
                text.expect('}');
                return;
            }
            text.position++;
        }
    }

    private int readName(int previous) {
        if (text.skipBlanks() != '"') {
            throw text.unexpected(text.position);
        }
        var column = columns.expected(previous, text);
        if (column < 0) {
            text.readText();
            column = columns.numberOf(text.found, text.from, text.to, previous);
        }
        if (count == fields.length) {
            fields = Arrays.copyOf(fields, 2 * count);
        }
        fields[count++] = column;
        return column;
    }

    private void readValue(int column) {
        var isId = column == columns.id();
        var begin = cells.text.length;
        switch (text.skipBlanks()) {
            case '"' -> {
                readText(column, begin, isId);
                return;
            }
            case 'n' -> {
                text.expectWord("null");
                cells.setMissing(column);
                if (isId) {
                    refuseId("has no id");
                }
                return;
            }
            case '{', '[' -> {
                nested.clear();
                compact.copyTo(nested);
                csv.append(cells.text, nested.data, 0, nested.length);
                if (isId) {
                    refuseId("has an id that is neither text nor number");
                }
            }
            case 't' -> readWord("true", isId);
            case 'f' -> readWord("false", isId);
            default -> readNumber(isId);
        }
        cells.set(column, begin);
    }

    private void readText(int column, int begin, boolean isId) {
        text.readText();
        if (isId) {
            putId(false);
        }
        if (text.from == text.to && emptyIsMissing) {
            cells.setMissing(column);
            return;
        }
        if (text.special) {
            csv.append(cells.text, text.found, text.from, text.to);
        } else {
            csv.appendPlain(cells.text, text.found, text.from, text.to);
        }
        cells.set(column, begin);
    }

    private void readWord(String word, boolean isId) {
        text.expectWord(word);
        csv.appendPlain(cells.text, text.found, text.from, text.to);
        if (isId) {
            refuseId("has an id that is neither text nor number");
        }
    }

    private void readNumber(boolean isId) {
        text.readNumber();
        csv.appendPlain(cells.text, text.found, text.from, text.to);
        if (isId) {
            putId(true);
        }
    }

    private void putId(boolean isNumber) {
        if (numericIds && isNumber) {
            Ids.putNumber(id, text.found, text.from, text.to);
        } else if (numericIds) {
            Ids.putAmongNumbers(id, text.found, text.from, text.to);
        } else {
            Ids.putText(id, text.found, text.from, text.to);
        }
        objection = id.length == 0 ? "has an empty id" : null;
    }

    private void refuseId(String reason) {
        id.clear();
        objection = reason;
    }
}
