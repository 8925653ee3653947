package routes.merge.row;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** What makes two ids the same: their text without blanks around it; where the table has numbers, the number. */
public final class Ids {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FIRST = 0x9e3779b97f4a7c15L;
    private static final long SECOND = 0xd6e8feb86659fd93L;

    private Ids() {}

    /** Puts the id that a text stands for; none if there is nothing but blanks. */
    public static void putText(ByteBuilder id, byte[] text, int from, int to) {
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

    /**
     * Puts the id that a text stands for among numbers: the number, if it is one, and otherwise the text. 007 is none, nor is
     * 1E3, which is rather a code than a thousand.
     */
    public static void putAmongNumbers(ByteBuilder id, byte[] text, int from, int to) {
        putText(id, text, from, to);
        if (isDecimal(id.data, id.length)) {
            putNumber(id, id.data, 0, id.length);
        }
    }

    private static boolean isDecimal(byte[] text, int length) {
        var first = length > 0 && text[0] == '-' ? 1 : 0;
        var point = afterDigits(text, first, length);
        if (point == first || text[first] == '0' && point > first + 1) {
            return false;
        }
        return point == length
                || text[point] == '.' && point + 1 < length && afterDigits(text, point + 1, length) == length;
    }

    private static int afterDigits(byte[] text, int from, int length) {
        var next = from;
        while (next < length && isDigit(text[next])) {
            next++;
        }
        return next;
    }

    /** Whether an id that was put among numbers is one. */
    public static boolean isNumber(String id) {
        return Numbers.parse(id).map(Ids::canonical).filter(id::equals).isPresent();
    }

    /** Puts the id that a number stands for: 7, 7.0 and 70e-1 are 7. */
    public static void putNumber(ByteBuilder id, byte[] text, int from, int to) {
        if (isCanonical(text, from, to)) {
            putText(id, text, from, to);
            return;
        }
        var source = new String(text, from, to - from, StandardCharsets.UTF_8);
        id.clear();
        id.append(Numbers.parse(source).map(Ids::canonical).orElse(source));
    }

    private static boolean isCanonical(byte[] text, int from, int to) {
        var first = from < to && text[from] == '-' ? from + 1 : from;
        if (first >= to || text[first] == '0' && to - from > 1) {
            return false;
        }
        for (var i = first; i < to; i++) {
            if (!isDigit(text[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private static String canonical(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** A hash all of whose bits depend on all of the id's. */
    public static long hash(byte[] id, int from, int length) {
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
