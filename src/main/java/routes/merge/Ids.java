package routes.merge;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** What makes two ids the same: their text without blanks around it; of numbers, without what does not change the value. */
final class Ids {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FIRST = 0x9e3779b97f4a7c15L;
    private static final long SECOND = 0xd6e8feb86659fd93L;

    private Ids() {}

    /** Puts the id that a text stands for; none if there is nothing but blanks. */
    static void putText(Bytes id, byte[] text, int from, int to) {
        var first = from;
        var end = to;
        while (first < end && isBlank(text[first])) {
            first++;
        }
        while (first < end && isBlank(text[end - 1])) {
            end--;
        }
        id.clear();
        id.append(text, first, end - first);
    }

    private static boolean isBlank(byte character) {
        return character >= 0 && character <= ' ';
    }

    /** Puts the id that a number stands for: 7, 7.0 and 70e-1 are 7. */
    static void putNumber(Bytes id, byte[] text, int from, int to) {
        id.clear();
        if (isCanonical(text, from, to)) {
            id.append(text, from, to - from);
        } else {
            var decimal = Numbers.parse(new String(text, from, to - from, StandardCharsets.US_ASCII));
            id.append(decimal.map(Ids::canonical)
                    .orElseGet(() -> new String(text, from, to - from, StandardCharsets.UTF_8)));
        }
    }

    private static boolean isCanonical(byte[] text, int from, int to) {
        var first = text[from] == '-' ? from + 1 : from;
        if (first == to || text[first] == '0' && to - from > 1) {
            return false;
        }
        for (var i = first; i < to; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return false;
            }
        }
        return true;
    }

    private static String canonical(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** A hash all of whose bits depend on all of the id's. */
    static long hash(byte[] id, int from, int length) {
        var hash = FIRST ^ length;
        var i = 0;
        for (; i + 8 <= length; i += 8) {
            hash = mixed(hash ^ (long) LONG.get(id, from + i));
        }
        long rest = 0;
        for (; i < length; i++) {
            rest = rest << 8 | id[from + i] & 0xff;
        }
        return mixed(mixed(hash ^ rest) ^ SECOND);
    }

    private static long mixed(long value) {
        var product = value * FIRST;
        product ^= product >>> 32;
        product *= SECOND;
        return product ^ product >>> 29;
    }
}
