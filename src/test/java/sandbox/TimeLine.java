package sandbox;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** Draws what took how long on a day, five minutes a character. */
final class TimeLine {

    private static final int MINUTES = 5;
    private static final int NAME = 18;

    private final LocalTime from;
    private final LocalTime to;
    private final List<String> lines = new ArrayList<>();

    TimeLine(LocalTime from, LocalTime to) {
        this.from = from;
        this.to = to;
        var hours = new StringBuilder(" ".repeat(NAME + 2));
        for (var hour = from; hour.isBefore(to); hour = hour.plusHours(1)) {
            hours.append("%-12s".formatted("|" + hour));
        }
        lines.add(hours.toString().stripTrailing());
    }

    void add(String name, LocalTime begin, LocalTime end) {
        int first = column(begin);
        int last = Math.max(first, column(end));
        lines.add("  %-18s%s%s %s-%s".formatted(name, " ".repeat(first), "=".repeat(last - first + 1), begin, end));
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    private int column(LocalTime time) {
        var shown = time.isBefore(from) ? from : time.isAfter(to) ? to : time;
        return (int) (Duration.between(from, shown).toMinutes() / MINUTES);
    }
}
