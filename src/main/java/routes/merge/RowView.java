package routes.merge;

import java.nio.charset.StandardCharsets;

/** Looks into a row that {@link Cells#appendEntry} wrote. Reused from row to row. */
final class RowView {

    byte[] data;
    int idStart;
    int idLength;
    int count;
    int[] start = new int[16];

    /** Length of each cell, or -1 where it is missing. */
    int[] length = new int[16];

    private int position;

    /** Finds the id only. */
    void readId(byte[] from, int at) {
        data = from;
        position = at;
        idLength = number();
        idStart = position;
    }

    /** Finds the id and all cells. */
    void read(byte[] from, int at) {
        readId(from, at);
        position = idStart + idLength;
        count = number();
        if (count > length.length) {
            start = new int[2 * count];
            length = new int[2 * count];
        }
        for (var i = 0; i < count; i++) {
            length[i] = number() - 1;
        }
        for (var i = 0; i < count; i++) {
            start[i] = position;
            position += Math.max(0, length[i]);
        }
    }

    String id() {
        return new String(data, idStart, idLength, StandardCharsets.UTF_8);
    }

    boolean has(int column) {
        return column >= 0 && column < count && length[column] >= 0;
    }

    private int number() {
        int next = data[position++];
        if (next >= 0) {
            return next;
        }
        var result = next & 0x7f;
        for (var shift = 7; ; shift += 7) {
            next = data[position++];
            result |= (next & 0x7f) << shift;
            if (next >= 0) {
                return result;
            }
        }
    }
}
