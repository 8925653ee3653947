package routes.merge.json;

import routes.merge.row.ByteBuilder;
import routes.shared.InvalidInputException;

/** Copies JSON as it stands in a text, without the blanks between its parts. */
final class CompactJson {

    private static final int DEEPEST = 500;

    private final JsonText text;

    CompactJson(JsonText text) {
        this.text = text;
    }

    /** Appends the value at the text's position, which then is behind it. */
    void copyTo(ByteBuilder out) {
        copy(out, 1);
    }

    private void copy(ByteBuilder out, int depth) {
        switch (text.skipBlanks()) {
            case '{' -> copyParts(out, '}', depth);
            case '[' -> copyParts(out, ']', depth);
            case '"' -> {
                var begin = text.position;
                text.readText();
                out.append(text.data, begin, text.position - begin);
            }
            case 't' -> copyWord(out, "true");
            case 'f' -> copyWord(out, "false");
            case 'n' -> copyWord(out, "null");
            default -> {
                text.readNumber();
                out.append(text.found, text.from, text.to - text.from);
            }
        }
    }

    private void copyWord(ByteBuilder out, String word) {
        text.expectWord(word);
        out.append(word);
    }

    private void copyParts(ByteBuilder out, int close, int depth) {
        if (depth > DEEPEST) {
            throw new InvalidInputException(
                    "is nested deeper than " + DEEPEST + " levels in line " + text.line + "; flatten it");
        }
        out.append(text.data[text.position++]);
        if (text.skipBlanks() != close) {
            copyPart(out, close, depth);
            while (text.skipBlanks() == ',') {
                out.append(',');
                text.position++;
                copyPart(out, close, depth);
            }
        }
        text.expect(close);
        out.append(close);
    }

    private void copyPart(ByteBuilder out, int close, int depth) {
        if (close == '}') {
            if (text.skipBlanks() != '"') {
                throw text.unexpected(text.position);
            }
            copy(out, depth + 1);
            text.expect(':');
            out.append(':');
        }
        copy(out, depth + 1);
    }
}
