package routes.merge.row;

import java.nio.charset.StandardCharsets;

/** Looks into a row that {@link Cells#appendEntry} wrote. Reused from row to row. */
public final class RowView {

    /** Where the row stands; never changed. */
    public byte[] data;

    /** Where the id begins. */
    public int idStart;

    /** Length of the id; 0 if the row has none. */
    public int idLength;

    /** Where each cell begins. */
    public int[] start = new int[16];

    /** Length of each cell, or -1 where it is missing. */
    public int[] length = new int[16];

    private int count;
    private int position;

    /** Finds the id only. */
    public void readId(byte[] from, int at) {
        data = from;
        position = at;
        idLength = number();
        idStart = position;
    }

    /** Finds the id and all cells. */
    public void read(byte[] from, int at) {
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

    /** The id as a text. */
    public String id() {
        return new String(data, idStart, idLength, StandardCharsets.UTF_8);
    }

    /** Whether the column, which may be -1 for none, has a cell here. */
    public boolean has(int column) {
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
