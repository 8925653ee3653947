package routes.merge.json;

import routes.merge.row.ByteBuilder;
import routes.shared.InvalidInputException;

/** What stands for something else within a JSON text. */
final class JsonEscapes {

    private static final int HEX_DIGITS = 4;

    private JsonEscapes() {}

    /** Appends what the escape at the given place means, and returns the place after it. */
    static int append(JsonWindow window, int at, ByteBuilder out) {
        var escaped = window.data[at + 1];
        switch (escaped) {
            case '"', '\\', '/' -> out.append(escaped);
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'u' -> {
                return appendCharacter(window, at, out);
            }
            default -> throw window.unexpected(at + 1);
        }
        return at + 2;
    }

    private static int appendCharacter(JsonWindow window, int at, ByteBuilder out) {
        var high = hex(window, at + 2);
        var next = at + 2 + HEX_DIGITS;
        if (!Character.isSurrogate(high)) {
            out.append(Character.toString(high));
            return next;
        }
        if (Character.isHighSurrogate(high) && isUnicodeEscape(window, next)) {
            var low = hex(window, next + 2);
            if (Character.isLowSurrogate(low)) {
                out.append(Character.toString(Character.toCodePoint(high, low)));
                return next + 2 + HEX_DIGITS;
            }
        }
        throw new InvalidInputException("has half a character, " + String.format("\\u%04x", (int) high) + ", in line "
                + window.line + ", which no UTF-8 can hold; mend it and upload it again");
    }

    private static boolean isUnicodeEscape(JsonWindow window, int at) {
        if (at + 1 >= window.limit && !window.ended) {
            throw NeedsMore.INSTANCE;
        }
        return window.data[at] == '\\' && window.data[at + 1] == 'u';
    }

    private static char hex(JsonWindow window, int at) {
        var value = 0;
        for (var i = 0; i < HEX_DIGITS; i++) {
            var digit = at + i < window.limit ? Character.digit(window.data[at + i], 16) : -1;
            if (digit < 0) {
                throw window.unexpected(at + i);
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }
}
