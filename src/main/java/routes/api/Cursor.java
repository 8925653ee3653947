package routes.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import routes.shared.InvalidInputException;

/** Where a page ends. To callers it is an opaque text; new entries come before it, so pages do not shift. */
final class Cursor {

    private static final String PREFIX = "before:";

    private Cursor() {}

    static String after(long id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((PREFIX + id).getBytes(StandardCharsets.UTF_8));
    }

    /** The id before which the next page begins; without a cursor, that of the first page. */
    static long before(String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return Long.MAX_VALUE;
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (text.startsWith(PREFIX)) {
                return Long.parseLong(text.substring(PREFIX.length()));
            }
        } catch (IllegalArgumentException e) {
            throw invalid(e);
        }
        throw invalid(null);
    }

    private static InvalidInputException invalid(Exception cause) {
        return new InvalidInputException(
                "Parameter 'cursor' is not one of ours; pass the 'next' of a page as it is, or leave it out.", cause);
    }
}
