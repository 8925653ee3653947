package routes.merge.row;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The bytes before an entry that hold its length, so that entries can stand one after the other. */
public final class LengthPrefix {

    /** How many bytes it has. */
    public static final int SIZE = 4;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private LengthPrefix() {}

    /** Writes it at that place, which has room for it. */
    public static void put(byte[] data, int at, int length) {
        INT.set(data, at, length);
    }

    /** The length that was put at that place. */
    public static int get(byte[] data, int at) {
        return (int) INT.get(data, at);
    }
}
