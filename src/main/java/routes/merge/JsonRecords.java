package routes.merge;

import java.io.IOException;

import routes.shared.InvalidInputException;

/** The records of an object: the elements of its array, or its values if it is no array, one in each line or over many. */
final class JsonRecords {

    final JsonRecord record;

    private final JsonText text;
    private boolean inArray;
    private boolean begun;
    private long line;
    private int start;
    private String objection;

    JsonRecords(JsonText text, JsonRecord record) {
        this.text = text;
        this.record = record;
    }

    /** Goes to the next one; false after the last. */
    boolean next() throws IOException {
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
    String objection() {
        return objection;
    }

    /** Line in which the one at hand begins, from 1. */
    long line() {
        return line;
    }

    /** The one at hand as compact JSON. */
    void copyTo(Bytes out) {
        var end = text.position;
        var endLine = text.line;
        text.position = start;
        new CompactJson(text).copyTo(out);
        text.position = end;
        text.line = endLine;
    }
}
