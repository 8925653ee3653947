package bench;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads just as much of an HTTP answer as is needed to see its end. */
final class Answer {

    private static final String LENGTH = "content-length:";
    private static final String LAST_CHUNK = "0\r\n\r\n";

    private Answer() {}

    /** Whether the buffer holds the answer to its end. */
    static boolean isWhole(byte[] bytes, int filled) {
        for (int end = 3; end < filled; end++) {
            if (bytes[end] == '\n' && bytes[end - 1] == '\r' && bytes[end - 2] == '\n' && bytes[end - 3] == '\r') {
                return isWhole(bytes, filled, end + 1);
            }
        }
        return false;
    }

    private static boolean isWhole(byte[] bytes, int filled, int bodyAt) {
        var head = new String(bytes, 0, bodyAt, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        var at = head.indexOf(LENGTH);
        if (at >= 0) {
            var length = head.substring(at + LENGTH.length(), head.indexOf('\r', at));
            return filled >= bodyAt + Integer.parseInt(length.strip());
        }
        return filled >= bodyAt + LAST_CHUNK.length()
                && LAST_CHUNK.equals(new String(
                        bytes, filled - LAST_CHUNK.length(), LAST_CHUNK.length(), StandardCharsets.US_ASCII));
    }
}
