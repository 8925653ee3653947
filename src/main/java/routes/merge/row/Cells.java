package routes.merge.row;

import java.util.Arrays;

/** The cells of one row as they stand in the CSV, by column. Reused from row to row. */
public final class Cells {

    private static final int MISSING = -1;

    /** The text of the cells, in the order in which they came. */
    public final ByteBuilder text = new ByteBuilder(4 * 1024);

    private int[] start = new int[16];
    private int[] length = new int[16];
    private int count;
    private int last;
    private boolean ascending;

    /** Begins a row in which every cell is missing. */
    public void begin(int columns) {
        text.clear();
        growTo(columns);
        Arrays.fill(length, 0, columns, MISSING);
        count = columns;
        last = -1;
        ascending = true;
    }

    /** Says that the text from there on is the cell of that column, instead of what it may have been before. */
    public void set(int column, int from) {
        put(column, from, text.length - from);
    }

    /** Says that the column has no cell, whatever it may have had before. */
    public void setMissing(int column) {
        put(column, text.length, MISSING);
    }

    private void put(int column, int from, int size) {
        if (column >= count) {
            growTo(column + 1);
            Arrays.fill(length, count, column + 1, MISSING);
            count = column + 1;
        }
        start[column] = from;
        length[column] = size;
        ascending &= column > last;
        last = column;
    }

    private void growTo(int columns) {
        if (columns > length.length) {
            var size = Math.max(columns, 2 * length.length);
            start = Arrays.copyOf(start, size);
            length = Arrays.copyOf(length, size);
        }
    }

    /** Appends an entry with its {@link LengthPrefix}: the id, how long each cell is, and the cells in the order of the columns. */
    public void appendEntry(ByteBuilder out, ByteBuilder id) {
        var begin = out.length;
        out.reserve(LengthPrefix.SIZE + id.length + text.length + 5 * (count + 2));
        out.length += LengthPrefix.SIZE;
        out.appendNumber(id.length);
        out.append(id);
        out.appendNumber(count);
        for (var i = 0; i < count; i++) {
            out.appendNumber(length[i] + 1);
        }
        if (ascending) {
            out.append(text);
        } else {
            for (var i = 0; i < count; i++) {
                if (length[i] > 0) {
                    out.append(text.data, start[i], length[i]);
                }
            }
        }
        LengthPrefix.put(out.data, begin, out.length - begin - LengthPrefix.SIZE);
    }
}
