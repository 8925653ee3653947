package routes.merge.json;

import java.io.IOException;
import java.io.InputStream;

import routes.merge.row.ByteBuilder;
import routes.shared.InvalidInputException;

/**
 * Reads JSON by RFC 8259, strictly, and byte by byte: a number is its source text, and a text is copied without being
 * decoded where it has no escapes. What it cannot read is an {@link InvalidInputException}.
 */
final class JsonText extends JsonWindow {

    /** What a byte within a text is: 0 just that, 1 something that needs quotes in a CSV, 2 something to look at. */
    private static final byte[] KIND = new byte[256];

    static {
        for (var i = 0; i < KIND.length; i++) {
            KIND[i] = (byte) (i < ' ' || i > 0x7f || i == '"' || i == '\\' ? 2 : i == ',' ? 1 : 0);
        }
    }

    /** Where the text or number is that was read last; valid until the next one. */
    byte[] found;

    int from;
    int to;

    /** Whether the text that was read last has to be searched for what needs quotes in a CSV. */
    boolean special;

    private final ByteBuilder unescaped = new ByteBuilder(1024);

    JsonText(InputStream in) throws IOException {
        super(in);
    }

    /** Goes to the next byte that is not blank, and returns it; a zero may be the end of the window. */
    int skipBlanks() {
        var bytes = data;
        var next = position;
        while (bytes[next] <= ' ' && bytes[next] > 0) {
            if (bytes[next] == '\n') {
                line++;
            } else if (bytes[next] != ' ' && bytes[next] != '\t' && bytes[next] != '\r') {
                throw unexpected(next);
            }
            next++;
        }
        position = next;
        return bytes[next];
    }

    /** Steps over that byte, which has to come next. */
    void expect(int character) {
        if (skipBlanks() != character) {
            throw unexpected(position);
        }
        position++;
    }

    /** Steps over the rest of {@code true}, {@code false} or {@code null}. */
    void expectWord(String word) {
        for (var i = 0; i < word.length(); i++) {
            if (data[position + i] != word.charAt(i)) {
                throw unexpected(position + i);
            }
        }
        found = data;
        from = position;
        position += word.length();
        to = position;
    }

    /** Reads a text; the position is at its first quote. */
    void readText() {
        var bytes = data;
        var next = position + 1;
        var seen = 0;
        while (true) {
            int kind = KIND[bytes[next] & 0xff];
            if (kind < 2) {
                seen |= kind;
                next++;
            } else if (bytes[next] == '"') {
                found = bytes;
                from = position + 1;
                to = next;
                special = seen != 0;
                position = next + 1;
                return;
            } else if (bytes[next] < 0) {
                next = Utf8.next(this, next);
            } else if (bytes[next] == '\\') {
                readEscaped(next);
                return;
            } else {
                throw unexpected(next);
            }
        }
    }

    private void readEscaped(int firstEscape) {
        var bytes = data;
        unescaped.clear();
        unescaped.append(bytes, position + 1, firstEscape - position - 1);
        var next = firstEscape;
        while (bytes[next] != '"') {
            if (bytes[next] == '\\') {
                next = JsonEscapes.append(this, next, unescaped);
            } else if (bytes[next] < 0) {
                var end = Utf8.next(this, next);
                unescaped.append(bytes, next, end - next);
                next = end;
            } else if (bytes[next] >= ' ') {
                unescaped.append(bytes[next++]);
            } else {
                throw unexpected(next);
            }
        }
        found = unescaped.data;
        from = 0;
        to = unescaped.length;
        special = true;
        position = next + 1;
    }

    /** Reads a number; the position is at its first character. */
    void readNumber() {
        var bytes = data;
        var next = position;
        if (bytes[next] == '-') {
            next++;
        }
        next = bytes[next] == '0' ? next + 1 : afterDigits(next);
        if (bytes[next] == '.') {
            next = afterDigits(next + 1);
        }
        if (bytes[next] == 'e' || bytes[next] == 'E') {
            next++;
            next = afterDigits(bytes[next] == '+' || bytes[next] == '-' ? next + 1 : next);
        }
        if (next >= limit && !ended) {
            throw NeedsMore.INSTANCE;
        }
        found = bytes;
        from = position;
        to = next;
        position = next;
    }

    private int afterDigits(int first) {
        var next = first;
        while (data[next] >= '0' && data[next] <= '9') {
            next++;
        }
        if (next == first) {
            throw unexpected(next);
        }
        return next;
    }
}
