package routes.merge.row;

/**
 * Writes cells as RFC 4180 has it. A cell is quoted only where it must be, so that the same rows always are the same
 * bytes.
 */
public final class CsvText {

    private static final boolean[] SPECIAL = new boolean[256];

    static {
        for (var each : ",\"\n\r".toCharArray()) {
            SPECIAL[each] = true;
        }
    }

    private final boolean guardFormulas;

    /** @param guardFormulas whether a cell that a spreadsheet would compute gets an apostrophe before it */
    public CsvText(boolean guardFormulas) {
        this.guardFormulas = guardFormulas;
    }

    /** Appends a cell, looking at each of its bytes. */
    public void append(ByteBuilder out, byte[] text, int from, int to) {
        for (var i = from; i < to; i++) {
            if (SPECIAL[text[i] & 0xff]) {
                appendQuoted(out, text, from, to);
                return;
            }
        }
        appendPlain(out, text, from, to);
    }

    /** Appends a cell of which it is known that no byte needs quotes. */
    public void appendPlain(ByteBuilder out, byte[] text, int from, int to) {
        if (guardFormulas && isFormula(text, from, to)) {
            out.append('\'');
        }
        out.append(text, from, to - from);
    }

    private void appendQuoted(ByteBuilder out, byte[] text, int from, int to) {
        out.append('"');
        if (guardFormulas && isFormula(text, from, to)) {
            out.append('\'');
        }
        for (var i = from; i < to; i++) {
            if (text[i] == '"') {
                out.append('"');
            }
            out.append(text[i]);
        }
        out.append('"');
    }

    /** What begins with one of {@code = + - @} and is no number: a negative amount is to stay one. */
    private static boolean isFormula(byte[] text, int from, int to) {
        if (from == to) {
            return false;
        }
        return switch (text[from]) {
            case '=', '@' -> true;
            case '+', '-' -> !isNumber(text, from + 1, to);
            default -> false;
        };
    }

    private static boolean isNumber(byte[] text, int from, int to) {
        var digits = 0;
        var points = 0;
        for (var i = from; i < to; i++) {
            if (text[i] >= '0' && text[i] <= '9') {
                digits++;
            } else if (text[i] == '.') {
                points++;
            } else {
                return digits > 0 && points <= 1 && isExponent(text, i, to);
            }
        }
        return digits > 0 && points <= 1;
    }

    private static boolean isExponent(byte[] text, int from, int to) {
        if (text[from] != 'e' && text[from] != 'E') {
            return false;
        }
        var first = from + 1;
        if (first < to && (text[first] == '+' || text[first] == '-')) {
            first++;
        }
        for (var i = first; i < to; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return false;
            }
        }
        return first < to;
    }
}
