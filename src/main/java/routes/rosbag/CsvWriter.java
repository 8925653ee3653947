package routes.rosbag;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes rows as RFC 4180 has it, in UTF-8, but with lines that end in a line feed. A field is quoted only where it must
 * be, so that the same rows always are the same bytes.
 */
final class CsvWriter {

    private final Writer out;

    CsvWriter(OutputStream out) {
        this(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
    }

    private CsvWriter(Writer out) {
        this.out = out;
    }

    /** The row as text, without the line's end. */
    static String text(List<String> fields) throws IOException {
        var text = new StringWriter();
        new CsvWriter(text).writeFields(fields);
        return text.toString();
    }

    void write(List<String> fields) throws IOException {
        writeFields(fields);
        out.write('\n');
    }

    private void writeFields(List<String> fields) throws IOException {
        // A lone empty field would be a blank line, which other readers skip.
        var quoteEmpty = fields.size() == 1;
        for (var i = 0; i < fields.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            writeField(fields.get(i), quoteEmpty);
        }
    }

    private void writeField(String field, boolean quoteEmpty) throws IOException {
        if (needsQuotes(field) || (quoteEmpty && field.isEmpty())) {
            out.write('"');
            out.write(field.replace("\"", "\"\""));
            out.write('"');
        } else {
            out.write(field);
        }
    }

    private static boolean needsQuotes(String field) {
        for (var i = 0; i < field.length(); i++) {
            switch (field.charAt(i)) {
                case ',', '"', '\n', '\r' -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    /** Hands over what is still held back. */
    void flush() throws IOException {
        out.flush();
    }
}
