package routes.merge.json;

import routes.shared.InvalidInputException;

/** The characters of UTF-8 that are more than one byte, as RFC 3629 allows them. */
final class Utf8 {

    private Utf8() {}

    /**
     * The place after the character that begins at the given one.
     *
     * @throws InvalidInputException if there is none
     */
    static int next(JsonWindow window, int at) {
        var bytes = window.data;
        var first = bytes[at] & 0xff;
        if (first < 0xc2 || first > 0xf4) {
            throw window.notUtf8(at);
        }
        var second = bytes[at + 1] & 0xff;
        var lowest = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        var highest = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        if (second < lowest || second > highest) {
            throw window.notUtf8(at + 1);
        }
        var length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        for (var i = 2; i < length; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                throw window.notUtf8(at + i);
            }
        }
        return at + length;
    }
}
