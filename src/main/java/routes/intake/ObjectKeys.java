package routes.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import routes.shared.InvalidInputException;

/** Decodes the keys of S3 events, which are sent as an HTML form sends its fields. */
final class ObjectKeys {

    private ObjectKeys() {}

    /**
     * Decodes a key once: {@code +} becomes a space, {@code %XX} the byte XX, the bytes are UTF-8. Unlike
     * {@link java.net.URLDecoder} it refuses bytes that are no UTF-8 rather than replacing them, because a replaced key
     * names another object.
     *
     * @throws InvalidInputException if the key is not encoded rightly
     */
    static String decode(String raw) {
        if (raw.indexOf('%') < 0) {
            return raw.replace('+', ' ');
        }
        var bytes = ByteBuffer.allocate(raw.length() * 3);
        for (int i = 0; i < raw.length(); ) {
            var c = raw.charAt(i);
            if (c == '%') {
                bytes.put(octet(raw, i));
                i += 3;
            } else if (c < 0x80) {
                bytes.put((byte) (c == '+' ? ' ' : c));
                i++;
            } else {
                var end = raw.offsetByCodePoints(i, 1);
                bytes.put(raw.substring(i, end).getBytes(StandardCharsets.UTF_8));
                i = end;
            }
        }
        return text(bytes.flip(), raw);
    }

    private static byte octet(String raw, int at) {
        if (at + 2 < raw.length()) {
            var high = Character.digit(raw.charAt(at + 1), 16);
            var low = Character.digit(raw.charAt(at + 2), 16);
            if (high >= 0 && low >= 0 && raw.charAt(at + 1) < 0x80 && raw.charAt(at + 2) < 0x80) {
                return (byte) (high << 4 | low);
            }
        }
        var broken = raw.substring(at, Math.min(at + 3, raw.length()));
        throw new InvalidInputException("the key '" + Fields.shortened(raw) + "' is not URL-encoded: '" + broken
                + "' is no percent sequence; a percent sign in a key is sent as %25");
    }

    private static String text(ByteBuffer bytes, String raw) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(
                    "the key '" + Fields.shortened(raw) + "' decodes to bytes that are no UTF-8 text", e);
        }
    }
}
