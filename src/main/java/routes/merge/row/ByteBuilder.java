package routes.merge.row;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow as more are appended. The fields are open because the innermost loops of the merge read them. */
public final class ByteBuilder {

    /** What was appended, up to the length; another array after it has grown. */
    public byte[] data;
    /** How many bytes were appended. */
    public int length;

    /** @param capacity bytes that it takes before it has to grow, at least 1 */
    public ByteBuilder(int capacity) {
        data = new byte[capacity];
    }

    /** Forgets what was appended, and keeps the room. */
    public void clear() {
        length = 0;
    }

    /** Forgets what was appended, and has room for so much, but not for twice as much as growing would. */
    public void clear(int capacity) {
        length = 0;
        if (capacity > data.length) {
            // Two of them at a time would be in memory otherwise.
            data = null;
            data = new byte[capacity];
        }
    }

    /** Makes room for so many more. */
    public void reserve(int more) {
        var needed = Math.addExact(length, more);
        if (needed > data.length) {
            data = Arrays.copyOf(data, Math.max(needed, (int) Math.min(2L * data.length, Integer.MAX_VALUE - 8)));
        }
    }

    /** Appends the lowest eight bits. */
    public void append(int one) {
        if (length == data.length) {
            reserve(1);
        }
        data[length++] = (byte) one;
    }

    /** Appends a part of an array. */
    public void append(byte[] source, int from, int count) {
        reserve(count);
        System.arraycopy(source, from, data, length, count);
        length += count;
    }

    /** Appends all that another one has. */
    public void append(ByteBuilder other) {
        append(other.data, 0, other.length);
    }

    /** Appends a text in UTF-8. */
    public void append(String text) {
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        append(encoded, 0, encoded.length);
    }

    /** A number from 0 in as few bytes as it needs, seven bits in each. */
    void appendNumber(int number) {
        reserve(5);
        var rest = number;
        while (rest > 0x7f) {
            data[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        data[length++] = (byte) rest;
    }

    /** What was appended, read as UTF-8. */
    @Override
    public String toString() {
        return new String(data, 0, length, StandardCharsets.UTF_8);
    }
}
