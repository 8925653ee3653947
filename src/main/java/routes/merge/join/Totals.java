package routes.merge.join;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import routes.merge.row.Numbers;

/** Control totals of the columns. Sums are exact, so that it does not matter in which order and by how many they are made. */
final class Totals {

    private static final int MOST_DIGITS = 15;
    private static final int MOST_PLACES = 8;

    private final long[] filled;
    private final boolean[] numeric;

    // By column and decimal places: what the usual numbers come to, in units of the last place.
    private final long[][] units;
    private final BigDecimal[] others;

    Totals(int columns) {
        filled = new long[columns];
        numeric = new boolean[columns];
        units = new long[columns][MOST_PLACES + 1];
        others = new BigDecimal[columns];
        for (var i = 0; i < columns; i++) {
            numeric[i] = true;
            others[i] = BigDecimal.ZERO;
        }
    }

    /** Counts a cell as it stands in the CSV. */
    void add(int column, byte[] text, int from, int length) {
        if (length == 0) {
            return;
        }
        filled[column]++;
        if (numeric[column] && !addUsual(column, text, from, from + length)) {
            addOther(column, new String(text, from, length, StandardCharsets.UTF_8));
        }
    }

    private boolean addUsual(int column, byte[] text, int from, int to) {
        var negative = text[from] == '-';
        var first = negative ? from + 1 : from;
        if (first == to || to - first > MOST_DIGITS || text[to - 1] == '.' || text[first] == '.') {
            return false;
        }
        long value = 0;
        var point = to - 1;
        for (var i = first; i < to; i++) {
            var digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                value = 10 * value + digit;
            } else if (text[i] == '.' && point == to - 1) {
                point = i;
            } else {
                return false;
            }
        }
        var places = to - 1 - point;
        if (places > MOST_PLACES || hasLeadingZero(text, first, to)) {
            return false;
        }
        addUnits(column, places, negative ? -value : value);
        return true;
    }

    /** 007 is a name, not a number. */
    private static boolean hasLeadingZero(byte[] text, int first, int to) {
        return text[first] == '0' && to - first > 1 && text[first + 1] != '.';
    }

    private void addUnits(int column, int places, long value) {
        var sum = units[column][places];
        var next = sum + value;
        if (((sum ^ next) & (value ^ next)) < 0) {
            others[column] = others[column].add(BigDecimal.valueOf(sum, places));
            next = value;
        }
        units[column][places] = next;
    }

    private void addOther(int column, String text) {
        var digits = text.startsWith("-") ? text.substring(1) : text;
        var isNumber = digits.matches("(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
        var number = isNumber ? Numbers.parse(text) : Optional.<BigDecimal>empty();
        numeric[column] = number.isPresent();
        number.ifPresent(value -> others[column] = others[column].add(value));
    }

    /** Adds what somebody else has counted. */
    void add(Totals other) {
        for (var i = 0; i < filled.length; i++) {
            filled[i] += other.filled[i];
            numeric[i] &= other.numeric[i];
            others[i] = others[i].add(other.others[i]);
            for (var places = 0; places <= MOST_PLACES; places++) {
                addUnits(i, places, other.units[i][places]);
            }
        }
    }

    List<MergeSummary.ColumnTotal> of(List<String> columns) {
        var totals = new ArrayList<MergeSummary.ColumnTotal>();
        for (var i = 0; i < filled.length; i++) {
            var sum = numeric[i] && filled[i] > 0 ? sum(i).toPlainString() : null;
            totals.add(new MergeSummary.ColumnTotal(columns.get(i), filled[i], sum));
        }
        return totals;
    }

    private BigDecimal sum(int column) {
        var sum = others[column];
        for (var places = 0; places <= MOST_PLACES; places++) {
            if (units[column][places] != 0) {
                sum = sum.add(BigDecimal.valueOf(units[column][places], places));
            }
        }
        return sum.signum() == 0 ? BigDecimal.ZERO : sum.stripTrailingZeros();
    }
}
