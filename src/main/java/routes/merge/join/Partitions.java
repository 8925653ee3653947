package routes.merge.join;

import java.io.IOException;

import routes.merge.row.ByteBuilder;
import routes.merge.row.Ids;

/**
 * Rows divided by their ids into parts that fit into memory. Within a part they keep their order, and the order over all
 * parts is kept beside them, a byte for each row.
 */
final class Partitions {

    /** Parts for rows with an id. */
    static final int COUNT = 128;

    /** The part for rows without id. */
    static final int WITHOUT_ID = COUNT;

    /** A hash has bits for so many divisions of divisions. */
    static final int DEEPEST = 7;

    private static final int BITS = Integer.numberOfTrailingZeros(COUNT);

    private final SpillFile file;
    private final int level;
    private final SpillLog[] logs = new SpillLog[COUNT + 1];
    private final SpillLog order;

    /** @param level 0 for all rows, 1 for those of a part that is divided once more, and so on */
    Partitions(SpillFile file, int level) {
        this.file = file;
        this.level = level;
        this.order = new SpillLog(file);
    }

    /** Adds a row with its prefix. */
    void add(byte[] idIn, int idStart, int idLength, byte[] row, int from, int length) throws IOException {
        var part = partOf(idIn, idStart, idLength);
        if (logs[part] == null) {
            logs[part] = new SpillLog(file);
        }
        logs[part].write(row, from, length);
        order.write(part);
    }

    void add(ByteBuilder id, ByteBuilder row) throws IOException {
        add(id.data, 0, id.length, row.data, 0, row.length);
    }

    private int partOf(byte[] id, int start, int length) {
        if (length == 0) {
            return WITHOUT_ID;
        }
        return (int) (Ids.hash(id, start, length) >>> Long.SIZE - BITS * (level + 1)) & COUNT - 1;
    }

    /** How many rows were added. */
    long rows() {
        return order.entries();
    }

    /** Part of each row, in the order in which they were added. */
    SpillLog order() {
        return order;
    }

    /** The rows of a part, or null if it has none. */
    SpillLog peek(int part) {
        return logs[part];
    }

    /** Bytes of all rows. */
    long size() {
        long size = 0;
        for (var log : logs) {
            size += log == null ? 0 : log.size();
        }
        return size;
    }

    /** The rows of a part, or null if it has none. They are given away, so that they do not stay in memory for longer. */
    SpillLog take(int part) {
        var taken = logs[part];
        logs[part] = null;
        return taken;
    }
}
