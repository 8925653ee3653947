package routes.merge.join;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;

import routes.merge.row.ByteBuilder;
import routes.merge.row.Ids;
import routes.merge.row.RowView;

/**
 * The rows of one part by their ids; of those with the same id only the first. Reused from part to part, so that memory is
 * that of the largest.
 */
final class RowTable {

    /** Bytes of the hash table for each row, at most and on average. */
    static final long PLACE = 12;

    private static final int LEAST = 1 << 10;
    private static final int MOST_AT_ONCE = 16 * 1024 * 1024;

    private final ByteBuilder rows = new ByteBuilder(64 * 1024);
    private final RowView view = new RowView();
    private final RowView candidate = new RowView();
    private int[] slots = new int[LEAST];
    private int size;

    /** Forgets what was there, and takes these rows. */
    void load(SpillLog log) throws IOException {
        prepareFor(log.size());
        size = 0;
        Arrays.fill(slots, 0);
        add(log);
    }

    /** Has room for so many bytes of rows, and forgets those that were there. */
    void prepareFor(long bytes) {
        rows.clear((int) Math.min(bytes, MOST_AT_ONCE));
    }

    /** Takes these rows too, as far as their ids are new. */
    void add(SpillLog log) throws IOException {
        for (var reader = log.reader(); reader.next(); ) {
            view.readId(reader.data, reader.start);
            var slot = slot(reader.data, view.idStart, view.idLength);
            if (slots[slot] == 0) {
                rows.append(0);
                slots[slot] = rows.length;
                rows.append(reader.data, reader.start, reader.length);
                size++;
                if (size > slots.length / 2) {
                    grow();
                }
            }
        }
    }

    private void grow() {
        var smaller = slots;
        slots = new int[2 * smaller.length];
        for (var row : smaller) {
            if (row > 0) {
                view.readId(rows.data, row);
                slots[slot(rows.data, view.idStart, view.idLength)] = row;
            }
        }
    }

    /** How many rows are there. */
    int size() {
        return size;
    }

    byte[] data() {
        return rows.data;
    }

    /** Where in the data the row with this id begins, or 0 if there is none. */
    int find(byte[] id, int start, int length) {
        return slots[slot(id, start, length)];
    }

    /** Where in the data each row begins, in no certain order. */
    IntStream all() {
        return Arrays.stream(slots).filter(row -> row > 0);
    }

    /** Notes that a record has this row; false if that was known. */
    boolean match(int row) {
        var first = !isMatched(row);
        rows.data[row - 1] = 1;
        return first;
    }

    boolean isMatched(int row) {
        return rows.data[row - 1] != 0;
    }

    private int slot(byte[] id, int start, int length) {
        var mask = slots.length - 1;
        var slot = (int) Ids.hash(id, start, length) & mask;
        while (slots[slot] != 0 && !isAt(slots[slot], id, start, length)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean isAt(int row, byte[] id, int start, int length) {
        candidate.readId(rows.data, row);
        return candidate.idLength == length
                && Arrays.equals(rows.data, candidate.idStart, candidate.idStart + length, id, start, start + length);
    }
}
