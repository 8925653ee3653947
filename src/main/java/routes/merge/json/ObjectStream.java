package routes.merge.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

import routes.shared.InvalidInputException;

/** The object's bytes, unpacked if they are compressed. Tells a broken object from a store that fails while it is read. */
public final class ObjectStream {

    private static final int GZIP = 0x8b1f;

    private ObjectStream() {}

    /**
     * The bytes as they are to be read.
     *
     * @param object the bytes as they are stored; closed together with what is returned
     * @throws InvalidInputException if it begins as gzip does and goes on otherwise; so does reading
     * @throws IOException if the store fails
     */
    public static InputStream of(InputStream object) throws IOException {
        var stored = new PushbackInputStream(object, 2);
        var magic = stored.readNBytes(2);
        stored.unread(magic);
        var compressed = magic.length == 2 && (magic[0] & 0xff | (magic[1] & 0xff) << 8) == GZIP;
        return compressed ? new GzipMembers(stored) : stored;
    }
}
