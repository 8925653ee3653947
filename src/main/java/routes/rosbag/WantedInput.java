package routes.rosbag;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;

/** A recording that ends with an exception once nobody wants it read any more, so that a long conversion can be stopped. */
final class WantedInput extends FilterInputStream {

    /** Bytes between two questions: seldom enough to cost nothing, often enough to stop within moments. */
    static final long EVERY = 8L * 1024 * 1024;

    private final BooleanSupplier wanted;
    private long sinceAsked;

    WantedInput(InputStream recording, BooleanSupplier wanted) {
        super(recording);
        this.wanted = wanted;
    }

    @Override
    public int read() throws IOException {
        var one = in.read();
        count(1);
        return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var count = in.read(bytes, offset, length);
        count(count);
        return count;
    }

    private void count(int bytes) throws IOException {
        sinceAsked += Math.max(0, bytes);
        if (sinceAsked >= EVERY) {
            sinceAsked = 0;
            if (!wanted.getAsBoolean()) {
                throw new IOException("given up: the run was cancelled, or another replica has taken it over");
            }
        }
    }
}
