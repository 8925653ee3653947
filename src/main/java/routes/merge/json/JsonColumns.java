package routes.merge.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import routes.shared.InvalidInputException;

/**
 * The columns that the records have. Each gets a number when its name is first met; it counts as seen only with a record
 * that is taken, since what is rejected shall leave no trace in the CSV.
 */
public final class JsonColumns {

    private static final int MOST = 10_000;
    private static final int BEGIN = 0;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Integer> seen = new ArrayList<>();
    private final String idColumn;
    private int id = -1;

    // By number: the name's bytes, whether it was seen, and, after it (number + 1) or at the beginning, what came last
    // time.
    private byte[][] names = new byte[16][];
    private boolean[] isSeen = new boolean[16];
    private int[] following = new int[17];

    /** @param idColumn name of the column that holds the id */
    public JsonColumns(String idColumn) {
        this.idColumn = idColumn;
        Arrays.fill(following, -1);
    }

    /** How many were met. */
    int count() {
        return numbers.size();
    }

    /** The number of the id's column, or -1 before it was met. */
    int id() {
        return id;
    }

    /** Whether an object had the id's column, with whatever value. */
    public boolean hasId() {
        return id >= 0;
    }

    /** Numbers of the columns that were seen, in that order. */
    public List<Integer> seen() {
        return seen;
    }

    /** The name of a column by its number. */
    public String name(int number) {
        return new String(names[number], StandardCharsets.UTF_8);
    }

    /** The column that follows by experience, if its name comes next in the text, whose position is then after it; or -1. */
    int expected(int previous, JsonText text) {
        var number = following[previous + 1];
        if (number < 0) {
            return -1;
        }
        var name = names[number];
        var first = text.position + 1;
        var end = first + name.length;
        // Names that need escapes do not stand in the text as they are.
        if (end >= text.limit
                || text.data[end] != '"'
                || !Arrays.equals(text.data, first, end, name, BEGIN, name.length)) {
            return -1;
        }
        text.position = end + 1;
        return number;
    }

    /** The column of that name, from now on expected after the one before it. */
    int numberOf(byte[] text, int from, int to, int previous) {
        var name = new String(text, from, to - from, StandardCharsets.UTF_8);
        var known = numbers.get(name);
        var number = known == null ? add(name) : known;
        if (name.indexOf('"') < 0 && name.indexOf('\\') < 0) {
            following[previous + 1] = number;
        }
        return number;
    }

    private int add(String name) {
        var number = numbers.size();
        if (number == MOST) {
            throw new InvalidInputException("has more than " + MOST + " columns; its records are no rows of one table");
        }
        if (number == names.length) {
            names = Arrays.copyOf(names, 2 * number);
            isSeen = Arrays.copyOf(isSeen, 2 * number);
            following = Arrays.copyOf(following, 2 * number + 1);
            Arrays.fill(following, number + 1, following.length, -1);
        }
        names[number] = name.getBytes(StandardCharsets.UTF_8);
        numbers.put(name, number);
        if (name.equals(idColumn)) {
            id = number;
        }
        return number;
    }

    /** Says that a record with these columns was taken. */
    void see(int[] fields, int count) {
        if (seen.size() == numbers.size()) {
            return;
        }
        for (var i = 0; i < count; i++) {
            if (!isSeen[fields[i]]) {
                isSeen[fields[i]] = true;
                seen.add(fields[i]);
            }
        }
    }
}
