package bench;

import java.util.Locale;

/**
 * One measured figure.
 *
 * @param name what was measured
 * @param value of it
 * @param unit of value and limit
 * @param limit what it has to reach, or NaN where it only informs
 * @param atMost whether the limit is the highest allowed value rather than the lowest
 */
record Figure(String name, double value, String unit, double limit, boolean atMost) {

    static Figure atLeast(String name, double value, String unit, double limit) {
        return new Figure(name, value, unit, limit, false);
    }

    static Figure below(String name, double value, String unit, double limit) {
        return new Figure(name, value, unit, limit, true);
    }

    static Figure informs(String name, double value, String unit) {
        return new Figure(name, value, unit, Double.NaN, false);
    }

    boolean hasLimit() {
        return !Double.isNaN(limit);
    }

    boolean reached() {
        return !hasLimit() || (atMost ? value <= limit : value >= limit);
    }

    /** Cells of a table: name, value, target, verdict. */
    String[] cells() {
        var target = hasLimit() ? (atMost ? "<= " : ">= ") + number(limit) + " " + unit : "";
        return new String[] {name, number(value) + " " + unit, target, hasLimit() ? reached() ? "yes" : "NO" : ""};
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, Math.abs(number) >= 100 ? "%,.0f" : "%.2f", number);
    }
}
