package routes.command;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;

/** Turns values of the API into text for people. */
final class Text {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};

    private Text() {}

    /** The field as text; a dash where there is none. Control characters cannot reach the terminal. */
    static String of(JsonNode object, String field) {
        var value = object.path(field);
        return value.isMissingNode() || value.isNull() ? "-" : printable(value.asText());
    }

    static boolean has(JsonNode object, String field) {
        return object.hasNonNull(field);
    }

    /** The field as a time in UTC, to the second. */
    static String time(JsonNode object, String field) {
        return has(object, field) ? TIME.format(Instant.parse(object.path(field).asText())) : "-";
    }

    /** The field as a number of bytes. */
    static String size(JsonNode object, String field) {
        if (!has(object, field)) {
            return "size unknown";
        }
        double size = object.path(field).asLong();
        if (size < 1024) {
            return object.path(field).asLong() + " B";
        }
        int unit = -1;
        while (size >= 1024 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
    }

    /** A number of things: {@code 1 run}, {@code 2 runs}. */
    static String counted(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** The text, cut if it is longer than that. */
    static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    static String printable(String text) {
        return text.replaceAll("[\\r\\n\\t]+", " ").replaceAll("\\p{Cntrl}", "\uFFFD");
    }
}
