package routes.external;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Remembers the last bytes of what is written to it. */
final class LogTail extends OutputStream {

    private final byte[] ring;
    private long written;

    LogTail(int bytes) {
        ring = new byte[bytes];
    }

    @Override
    public synchronized void write(int one) {
        ring[(int) (written++ % ring.length)] = (byte) one;
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) {
        for (int i = Math.max(0, count - ring.length); i < count; i++) {
            ring[(int) ((written + i) % ring.length)] = bytes[from + i];
        }
        written += count;
    }

    synchronized String text() {
        if (written <= ring.length) {
            return new String(ring, 0, (int) written, StandardCharsets.UTF_8);
        }
        var ordered = new byte[ring.length];
        var oldest = (int) (written % ring.length);
        System.arraycopy(ring, oldest, ordered, 0, ring.length - oldest);
        System.arraycopy(ring, 0, ordered, ring.length - oldest, oldest);
        return fromNextLine(new String(ordered, StandardCharsets.UTF_8));
    }

    /** A text that was cut somewhere, from its first whole line on. */
    static String fromNextLine(String cut) {
        return cut.substring(cut.indexOf('\n') + 1);
    }
}
