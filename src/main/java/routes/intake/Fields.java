package routes.intake;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;

import routes.shared.InvalidInputException;

/**
 * Reads the fields of an event, and refuses what the ledger could not store: one value that PostgreSQL rejects would fail
 * the whole batch it is in, and the store would send it again for ever.
 */
final class Fields {

    /** Longest key by the S3 API, in bytes of UTF-8. */
    static final int LONGEST_KEY = 1024;

    private static final int LONGEST_TEXT = 255;

    /**
     * Sequencers of one key may differ in length. To compare them AWS asks to fill up the shorter one with zeros on the left
     * (S3 User Guide, "Event message structure"). Filled up to a common length when read, they compare as plain text.
     */
    private static final int SEQUENCER_LENGTH = 32;

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private Fields() {}

    /** A text, or null where it is absent, null or empty. */
    static String text(JsonNode parent, String field) {
        var value = parent.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new InvalidInputException("'" + field + "' is no text: " + shortened(value.toString()));
        }
        return value.textValue().isEmpty() ? null : storable(field, value.textValue(), LONGEST_TEXT);
    }

    /** A key as it was sent, or null where it is absent. Encoded, each byte takes up to three characters. */
    static String rawKey(JsonNode parent) {
        var value = parent.path("key");
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new InvalidInputException("'key' is no text: " + shortened(value.toString()));
        }
        return storable("key", value.textValue(), LONGEST_KEY * 3);
    }

    /** The key, if it is one that S3 allows. */
    static String checkedKey(String key) {
        storable("key", key, LONGEST_KEY);
        var length = key.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_KEY) {
            throw new InvalidInputException(
                    "the key '" + shortened(key) + "' has " + length + " bytes; S3 allows " + LONGEST_KEY);
        }
        return key;
    }

    /** A size in bytes, or null where it is absent. */
    static Long size(JsonNode parent) {
        var value = parent.path("size");
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new InvalidInputException("'size' is no number of bytes: " + shortened(value.toString()));
        }
        return value.longValue();
    }

    /** A time, or null where it is absent. */
    static Instant time(JsonNode parent, String field) {
        var text = text(parent, field);
        if (text == null) {
            return null;
        }
        try {
            var time = UsualTime.parse(text);
            if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                return time;
            }
        } catch (DateTimeException e) {
            throw new InvalidInputException(noTime(field, text), e);
        }
        throw new InvalidInputException(noTime(field, text));
    }

    private static String noTime(String field, String text) {
        return "'" + field + "' is no time such as 2026-01-02T03:04:05.678Z: " + shortened(text);
    }

    /** A content tag without the quotes that HTTP puts around it. */
    static String eTag(JsonNode parent, String field) {
        var text = text(parent, field);
        return text == null ? null : unquoted(text);
    }

    static String unquoted(String eTag) {
        var quoted = eTag.length() >= 2 && eTag.startsWith("\"") && eTag.endsWith("\"");
        var text = quoted ? eTag.substring(1, eTag.length() - 1) : eTag;
        return text.isEmpty() ? null : text;
    }

    /** A version, or null in a bucket without versions, which some stores call "null". */
    static String versionId(JsonNode parent, String field) {
        var text = text(parent, field);
        return "null".equals(text) ? null : text;
    }

    /** A sequencer in the form in which sequencers of one key compare as text. */
    static String sequencer(JsonNode parent) {
        var text = text(parent, "sequencer");
        if (text == null) {
            return null;
        }
        var missing = Math.max(0, SEQUENCER_LENGTH - text.length());
        return "0".repeat(missing) + text.toUpperCase(Locale.ROOT);
    }

    /** The text, cut where it is too long for a message. */
    static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    private static String storable(String field, String text, int longest) {
        if (text.length() > longest) {
            throw new InvalidInputException("'" + field + "' has " + text.length() + " characters, " + longest
                    + " are allowed: " + shortened(text));
        }
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == 0) {
                throw new InvalidInputException("'" + field + "' holds a NUL character: " + shortened(text));
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isSurrogatePair(c, i + 1 < text.length() ? text.charAt(i + 1) : ' ')) {
                    throw new InvalidInputException("'" + field + "' holds half a character: " + shortened(text));
                }
                i++;
            }
        }
        return text;
    }
}
