package routes.merge;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow as more are appended. The fields are open because the innermost loops of the merge read them. */
final class Bytes {

    byte[] data;
    int length;

    Bytes(int capacity) {
        data = new byte[capacity];
    }

    void clear() {
        length = 0;
    }

    /** Makes room for so many more. */
    void reserve(int more) {
        var needed = Math.addExact(length, more);
        if (needed > data.length) {
            data = Arrays.copyOf(data, Math.max(needed, (int) Math.min(2L * data.length, Integer.MAX_VALUE - 8)));
        }
    }

    void append(int one) {
        if (length == data.length) {
            reserve(1);
        }
        data[length++] = (byte) one;
    }

    void append(byte[] source, int from, int count) {
        reserve(count);
        System.arraycopy(source, from, data, length, count);
        length += count;
    }

    void append(Bytes other) {
        append(other.data, 0, other.length);
    }

    void append(String text) {
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

    @Override
    public String toString() {
        return new String(data, 0, length, StandardCharsets.UTF_8);
    }
}
