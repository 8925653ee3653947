package routes.merge.join;

import java.io.IOException;
import java.util.Arrays;

import routes.merge.row.ByteBuilder;
import routes.merge.row.LengthPrefix;

/**
 * Entries one after the other: the last block in memory, those before it in the spill file, so that what is small never
 * touches the disk. First written by one thread, then read by one.
 */
final class SpillLog {

    private static final int BLOCK = 32 * 1024;

    private final SpillFile file;
    private byte[] block = new byte[256];
    private int used;
    private long[] positions = new long[4];
    private int blocks;
    private long entries;

    SpillLog(SpillFile file) {
        this.file = file;
    }

    /** Bytes that were written. */
    long size() {
        return (long) blocks * BLOCK + used;
    }

    /** Calls of a method that writes. */
    long entries() {
        return entries;
    }

    /** Writes an entry, its prefix included. */
    void write(byte[] data, int from, int length) throws IOException {
        entries++;
        var next = from;
        var rest = length;
        while (rest > 0) {
            makeRoom(rest);
            var part = Math.min(rest, block.length - used);
            System.arraycopy(data, next, block, used, part);
            used += part;
            next += part;
            rest -= part;
        }
    }

    void write(ByteBuilder entry) throws IOException {
        write(entry.data, 0, entry.length);
    }

    /** Writes a byte without prefix. */
    void write(int one) throws IOException {
        entries++;
        makeRoom(1);
        block[used++] = (byte) one;
    }

    private void makeRoom(int wanted) throws IOException {
        if (used < block.length && (used + wanted <= block.length || block.length == BLOCK)) {
            return;
        }
        if (block.length < BLOCK) {
            block = Arrays.copyOf(block, Math.min(BLOCK, Math.max(2 * block.length, used + wanted)));
            return;
        }
        if (blocks == positions.length) {
            positions = Arrays.copyOf(positions, 2 * blocks);
        }
        positions[blocks++] = file.append(block, used);
        used = 0;
    }

    Reader reader() {
        return new Reader();
    }

    /** Reads from the beginning. What it shows is valid until its next call. */
    final class Reader {

        byte[] data;

        /** Where the entry at hand begins, without its prefix. */
        int start;

        /** Length of the entry at hand, without its prefix. */
        int length;

        private int position;
        private int limit;
        private int nextBlock;

        private Reader() {
            if (blocks == 0) {
                data = block;
                limit = used;
                nextBlock = 1;
            } else {
                data = new byte[BLOCK + BLOCK / 4];
            }
        }

        /** Goes to the next entry; false after the last. */
        boolean next() throws IOException {
            if (!has(LengthPrefix.SIZE)) {
                return false;
            }
            length = LengthPrefix.get(data, position);
            has(LengthPrefix.SIZE + length);
            start = position + LengthPrefix.SIZE;
            position = start + length;
            return true;
        }

        /** The next byte without prefix, from 0 to 255; -1 after the last. */
        int nextByte() throws IOException {
            return has(1) ? data[position++] & 0xff : -1;
        }

        private boolean has(int count) throws IOException {
            while (limit - position < count) {
                if (nextBlock > blocks) {
                    return false;
                }
                fill();
            }
            return true;
        }

        private void fill() throws IOException {
            var size = nextBlock < blocks ? BLOCK : used;
            if (limit + size > data.length) {
                makeRoom(size);
            }
            if (nextBlock < blocks) {
                file.read(positions[nextBlock], data, limit, size);
            } else {
                System.arraycopy(block, 0, data, limit, size);
            }
            nextBlock++;
            limit += size;
        }

        private void makeRoom(int size) {
            var rest = limit - position;
            var target = rest + size > data.length ? new byte[2 * (rest + size)] : data;
            System.arraycopy(data, position, target, 0, rest);
            data = target;
            position = 0;
            limit = rest;
        }
    }
}
