package routes.api;

import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import jakarta.ws.rs.core.UriInfo;

import routes.shared.InvalidInputException;

/** Reads query parameters; what cannot be read is refused with its name and what would be right. */
final class Parameters {

    static final int DEFAULT_LIMIT = 50;
    static final int MOST = 500;

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private Parameters() {}

    /** Refuses parameters that a record of parameters does not have, and those given twice. */
    static void check(UriInfo uri, Class<? extends Record> parameters) {
        var known = Arrays.stream(parameters.getRecordComponents())
                .map(RecordComponent::getName)
                .sorted()
                .toList();
        uri.getQueryParameters().forEach((name, values) -> check(name, values, known));
    }

    private static void check(String name, List<String> values, List<String> known) {
        if (!known.contains(name)) {
            throw new InvalidInputException(
                    "Parameter '" + name + "' is unknown; known are: " + String.join(", ", known) + ".");
        }
        if (values.size() > 1) {
            throw new InvalidInputException(
                    "Parameter '" + name + "' is given " + values.size() + " times; give it once.");
        }
    }

    /** The text, or null if it is missing or empty. */
    static String text(String value) {
        return value == null || value.isEmpty() ? null : value;
    }

    static int limit(String value) {
        if (text(value) == null) {
            return DEFAULT_LIMIT;
        }
        var allowed = "a number from 1 to " + MOST;
        var limit = number("limit", value, allowed);
        if (limit < 1 || limit > MOST) {
            throw wrong("limit", value, allowed);
        }
        return limit.intValue();
    }

    /** A whole number, or null if it is missing. */
    static Long number(String name, String value, String allowed) {
        if (text(value) == null) {
            return null;
        }
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException e) {
            throw wrong(name, value, allowed);
        }
    }

    /** A time with its offset, or null if it is missing. */
    static Instant time(String name, String value) {
        if (text(value) == null) {
            return null;
        }
        var allowed = "a time such as 2026-11-20T06:00:00Z";
        try {
            var time = OffsetDateTime.parse(value).toInstant();
            if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                throw wrong(name, value, allowed);
            }
            return time;
        } catch (DateTimeException e) {
            throw wrong(name, value, allowed);
        }
    }

    static Boolean truth(String name, String value) {
        if (text(value) == null) {
            return null;
        }
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(name, value, "true or false");
        };
    }

    /** A constant by its name in small letters, or null if it is missing. */
    static <E extends Enum<E>> E oneOf(Class<E> type, String name, String value) {
        if (text(value) == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> small(constant).equals(value))
                .findFirst()
                .orElseThrow(() -> wrong(
                        name,
                        value,
                        Arrays.stream(type.getEnumConstants())
                                .map(Parameters::small)
                                .collect(Collectors.joining(", ", "one of ", ""))));
    }

    private static String small(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static InvalidInputException wrong(String name, String value, String allowed) {
        var shown = value.length() > 100 ? value.substring(0, 100) + "…" : value;
        return new InvalidInputException("Parameter '" + name + "' is '" + shown + "'; it must be " + allowed + ".");
    }
}
