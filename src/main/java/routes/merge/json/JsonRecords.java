package routes.merge.json;

import java.io.IOException;
import java.io.InputStream;

import routes.merge.row.ByteBuilder;
import routes.merge.row.Cells;
import routes.merge.row.CsvText;
import routes.shared.InvalidInputException;

/** The records of an object: the elements of its array, or its values if it is no array, one in each line or over many. */
public final class JsonRecords {

    private final JsonRecord record;
    private final JsonText text;
    private boolean inArray;
    private boolean begun;
    private long line;
    private int start;
    private String objection;

    /**
     * Begins to read.
     *
     * @param object the bytes, unpacked; stays the caller's to close
     * @param columns takes note of the columns that are met
     * @param csv how cells are written
     * @param emptyIsMissing whether an empty text counts as missing, as null and absent values do
     * @param numericIds whether the table's ids are numbers
     * @throws InvalidInputException if it is empty, or in another encoding than UTF-8
     */
    public JsonRecords(InputStream object, JsonColumns columns, CsvText csv, boolean emptyIsMissing, boolean numericIds)
            throws IOException {
        text = new JsonText(object);
        record = new JsonRecord(text, columns, csv, emptyIsMissing, numericIds);
    }

    /**
     * Goes to the next one; false after the last.
     *
     * @throws InvalidInputException if the object is no JSON from there on
     */
    public boolean next() throws IOException {
        while (true) {
            var lineBefore = text.line;
            var before = text.position;
            try {
                return read();
            } catch (NeedsMore e) {
                text.line = lineBefore;
                text.fetch(before);
            }
        }
    }

    private boolean read() {
        var first = text.skipBlanks();
        if (!begun) {
            return readFirst(first);
        }
        if (!inArray) {
            return !isEnd(first) && readRecord();
        }
        if (first == ']') {
            text.position++;
            return endOfArray();
        }
        text.expect(',');
        return readRecord();
    }

    private boolean readFirst(int first) {
        if (isEnd(first)) {
            throw new InvalidInputException("is blank; upload it again");
        }
        inArray = first == '[';
        if (inArray) {
            text.position++;
            if (text.skipBlanks() == ']') {
                text.position++;
                return endOfArray();
            }
        }
        readRecord();
        begun = true;
        return true;
    }

    private boolean endOfArray() {
        if (!isEnd(text.skipBlanks())) {
            throw text.unexpected(text.position);
        }
        return false;
    }

    private boolean isEnd(int first) {
        if (first == 0 && text.position >= text.limit) {
            if (!text.ended) {
                throw NeedsMore.INSTANCE;
            }
            return true;
        }
        return false;
    }

    private boolean readRecord() {
        text.skipBlanks();
        line = text.line;
        start = text.position;
        objection = record.read();
        return true;
    }

    /** Why the one at hand is no record, or null if it is one. */
    public String objection() {
        return objection;
    }

    /** Whether the one at hand is an object, if perhaps no record. */
    public boolean isObject() {
        return record.isObject;
    }

    /** Line in which the one at hand begins, from 1. */
    public long line() {
        return line;
    }

    /** The cells of the one at hand, valid until the next call of {@link #next()}. */
    public Cells cells() {
        return record.cells;
    }

    /** The id by which the one at hand finds its row; empty if it has none. */
    public ByteBuilder id() {
        return record.id;
    }

    /** Appends the one at hand as compact JSON. */
    public void copyTo(ByteBuilder out) {
        var end = text.position;
        var endLine = text.line;
        text.position = start;
        new CompactJson(text).copyTo(out);
        text.position = end;
        text.line = endLine;
    }
}
