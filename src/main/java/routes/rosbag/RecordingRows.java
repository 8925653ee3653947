package routes.rosbag;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;

import routes.shared.InvalidInputException;

/** The rows of CSV text, one after the other; only the one at hand is in memory. */
final class RecordingRows implements Closeable {

    // Not SKIP_EMPTY_LINES: it also strips the blanks a row begins with. The row's length is limited by RecordingText.
    private static final CsvFactory CSV = CsvFactory.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final RecordingText text;
    private final CsvParser parser;
    private final List<String> fields = new ArrayList<>();
    private long line = 1;

    RecordingRows(RecordingText text) throws IOException {
        this.text = text;
        this.parser = CSV.createParser(text);
        parser.nextToken();
    }

    /** Line of the text in which the row at hand begins, from 1. */
    long line() {
        return line;
    }

    /** The next row's fields, valid until the next call; null at the end. A blank line is a row with one empty field. */
    List<String> next() throws IOException {
        try {
            return read();
        } catch (JacksonException e) {
            throw new InvalidInputException("the row in line " + line + " is no CSV: " + e.getOriginalMessage(), e);
        }
    }

    private List<String> read() throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            return null;
        }
        line = parser.currentLocation().getLineNr();
        text.rowBegins(line);
        fields.clear();
        while (parser.nextToken() == JsonToken.VALUE_STRING) {
            fields.add(parser.getText());
        }
        return fields;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
