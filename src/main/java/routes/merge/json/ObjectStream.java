package routes.merge.json;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import routes.shared.InvalidInputException;

/** The object's bytes, unpacked if they are compressed. Tells a broken object from a store that fails while it is read. */
public final class ObjectStream extends InputStream {

    private static final int GZIP = 0x8b1f;
    private static final int BUFFER = 64 * 1024;

    private final Stored stored;
    private final InputStream decoded;

    private ObjectStream(Stored stored, InputStream decoded) {
        this.stored = stored;
        this.decoded = decoded;
    }

    /**
     * The bytes as they are to be read.
     *
     * @param object the bytes as they are stored; closed together with what is returned
     * @throws InvalidInputException if it begins as gzip does and goes on otherwise
     * @throws IOException if the store fails
     */
    public static ObjectStream of(InputStream object) throws IOException {
        var begin = new PushbackInputStream(object, 2);
        var magic = begin.readNBytes(2);
        begin.unread(magic);
        var stored = new Stored(begin);
        var compressed = magic.length == 2 && (magic[0] & 0xff | (magic[1] & 0xff) << 8) == GZIP;
        return new ObjectStream(stored, compressed ? unpacked(stored) : stored);
    }

    private static InputStream unpacked(Stored stored) throws IOException {
        try {
            return new GZIPInputStream(stored, BUFFER);
        } catch (EOFException | ZipException e) {
            throw broken(stored, e);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return decoded.read(target, offset, length);
        } catch (EOFException | ZipException e) {
            throw broken(stored, e);
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    private static InvalidInputException broken(Stored stored, IOException failure) throws IOException {
        if (stored.failed) {
            throw failure;
        }
        return new InvalidInputException(
                failure instanceof EOFException
                        ? "is cut off: its gzip data has no end; upload it again"
                        : "has broken gzip data (" + failure.getMessage() + "); upload it again",
                failure);
    }

    @Override
    public void close() throws IOException {
        decoded.close();
    }

    /** The bytes as they are stored. */
    private static final class Stored extends FilterInputStream {

        private boolean failed;
        private boolean ended;

        private Stored(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                var count = super.read(target, offset, length);
                ended |= count < 0;
                return count;
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }

        /** Not 0 before the end: a gzip stream takes 0 for the end, and would leave out the members after the first. */
        @Override
        public int available() {
            return ended ? 0 : 1;
        }
    }
}
