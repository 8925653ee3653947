package routes.docker;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Takes the output of a container out of the frames that tell its standard output from its errors: eight bytes, the first says
 * which, the last four how many bytes follow. With a terminal there are none.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.47/#tag/Container/operation/ContainerAttach">Stream format</a>
 */
final class LogFrames {

    private static final int HEADER = 8;
    private static final int BUFFER = 8192;

    private LogFrames() {}

    /** Copies the contents of all frames, in their order. */
    static void copy(InputStream frames, OutputStream log) throws IOException {
        var in = new DataInputStream(frames);
        var header = new byte[HEADER];
        while (in.readNBytes(header, 0, HEADER) == HEADER) {
            copy(
                    in,
                    log,
                    java.nio.ByteBuffer.wrap(header, HEADER - Integer.BYTES, Integer.BYTES)
                                    .getInt()
                            & 0xFFFF_FFFFL);
        }
    }

    private static void copy(InputStream in, OutputStream log, long length) throws IOException {
        var buffer = new byte[BUFFER];
        for (var left = length; left > 0; ) {
            var count = in.read(buffer, 0, (int) Math.min(left, BUFFER));
            if (count < 0) {
                throw new EOFException("the log broke off");
            }
            log.write(buffer, 0, count);
            left -= count;
        }
    }
}
