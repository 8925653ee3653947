package routes.rosbag;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes rows as RFC 4180 has it, in UTF-8, but with lines that end in a line feed. A field is quoted only where it must
 * be, so that the same rows always are the same bytes.
 */
final class CsvWriter {

    private final Writer out;
    private final StringBuilder line = new StringBuilder();

    CsvWriter(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    /** The row as text, without the line's end. */
    static String text(List<String> fields) {
        var text = new StringBuilder();
        appendFields(fields, text);
        return text.toString();
    }

    void write(List<String> fields) throws IOException {
        line.setLength(0);
        appendFields(fields, line);
        out.append(line.append('\n'));
    }

    private static void appendFields(List<String> fields, StringBuilder text) {
        // A lone empty field would be a blank line, which other readers skip.
        var quoteEmpty = fields.size() == 1;
        for (var i = 0; i < fields.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            appendField(fields.get(i), quoteEmpty, text);
        }
    }

    private static void appendField(String field, boolean quoteEmpty, StringBuilder text) {
        if (needsQuotes(field) || (quoteEmpty && field.isEmpty())) {
            text.append('"').append(field.replace("\"", "\"\"")).append('"');
        } else {
            text.append(field);
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
