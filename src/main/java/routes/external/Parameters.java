package routes.external;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import routes.engine.Action;
import routes.shared.InvalidInputException;

/**
 * The parameters of a step as it begins. Each may be a Simple expression over the message and the results of earlier steps. A
 * list has one entry a line; so has a table, written {@code NAME=value}. Lines are split before expressions are evaluated, so data
 * adds none.
 */
public final class Parameters {

    private final Action.Call call;

    Parameters(Action.Call call) {
        this.call = call;
    }

    /** A text, or null. */
    public String text(String name) {
        var value = call.parameter(name);
        return value == null ? null : evaluate(value);
    }

    /** A text, or another one if it is not given. */
    public String text(String name, String otherwise) {
        var text = text(name);
        return text == null || text.isBlank() ? otherwise : text;
    }

    /** A text that has to be there. */
    public String required(String name) {
        var text = text(name);
        if (text == null || text.isBlank()) {
            throw new InvalidInputException("step " + call.stepId() + " lacks its " + name);
        }
        return text;
    }

    /** Whether a parameter says true; otherwise it has to say false or nothing. */
    public boolean flag(String name) {
        var text = text(name, "false");
        if (!text.equals("true") && !text.equals("false")) {
            throw wrong(name, text, "true or false");
        }
        return text.equals("true");
    }

    /** Whether a parameter says true, and what it means if it is not given. */
    public boolean flag(String name, boolean otherwise) {
        var text = text(name, Boolean.toString(otherwise));
        if (!text.equals("true") && !text.equals("false")) {
            throw new InvalidInputException(name + " is " + text + ": use true or false");
        }
        return text.equals("true");
    }

    /** A duration of ISO 8601, such as PT2H, or null. */
    public Duration duration(String name) {
        var text = text(name, null);
        try {
            return text == null ? null : Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw wrong(name, text, "an ISO 8601 duration such as PT2H");
        }
    }

    /**
     * A time of the day such as 17:30, in the zone of the step or else of its route, or the end of a duration from now; or null.
     */
    public Instant time(String name, Instant now) {
        var text = text(name, null);
        if (text == null || text.startsWith("P")) {
            var duration = duration(name);
            return duration == null ? null : now.plus(duration);
        }
        try {
            var slot = call.run().getSlot() == null ? now : call.run().getSlot();
            return first(LocalTime.parse(text), zone(), slot, now);
        } catch (DateTimeParseException e) {
            throw wrong(name, text, "a time such as 17:30 or a duration such as PT2H");
        }
    }

    /**
     * The first such time after the slot. If that has passed already, as in a backfill or in a retry on the next day, it is as long
     * after the begin of the step as it would have been after the slot.
     */
    static Instant first(LocalTime time, ZoneId zone, Instant slot, Instant begin) {
        var onItsDay = slot.atZone(zone).with(time);
        var first = onItsDay.toInstant().isAfter(slot)
                ? onItsDay.toInstant()
                : onItsDay.plusDays(1).toInstant();
        return first.isAfter(begin) ? first : begin.plus(Duration.between(slot, first));
    }

    private ZoneId zone() {
        var zone = text("timeZone", null);
        try {
            return zone == null ? call.run().getZone() : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw wrong("timeZone", zone, "a time zone such as Asia/Seoul");
        }
    }

    /** The lines of a parameter without blank ones. */
    public List<String> lines(String name) {
        var value = call.parameter(name);
        return value == null
                ? List.of()
                : value.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .map(this::evaluate)
                        .toList();
    }

    /** The lines {@code NAME=value} of a parameter, in their order. */
    public Map<String, String> table(String name) {
        var table = new LinkedHashMap<String, String>();
        var value = call.parameter(name);
        if (value != null) {
            value.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
                var cut = line.indexOf('=');
                if (cut < 1) {
                    throw wrong(name, line, "NAME=value on each line");
                }
                table.put(
                        line.substring(0, cut).strip(),
                        evaluate(line.substring(cut + 1).strip()));
            });
        }
        return table;
    }

    /** The run that the step belongs to. */
    public routes.engine.Run run() {
        return call.run();
    }

    private String evaluate(String text) {
        return text.contains("${") ? call.text(text) : text;
    }

    private InvalidInputException wrong(String name, String text, String right) {
        return new InvalidInputException(
                "step " + call.stepId() + " has the " + name + " \"" + text + "\": write " + right);
    }
}
