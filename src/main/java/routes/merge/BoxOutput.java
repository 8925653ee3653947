package routes.merge;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Names the box in what goes wrong while an output goes out. */
final class BoxOutput extends FilterOutputStream {

    BoxOutput(OutputStream output) {
        super(output);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException | RuntimeException e) {
            throw new BoxFailure(Box.PUBLISH_CSV, e);
        }
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void close() throws IOException {
        // It is its owner who publishes it, or throws it away.
        flush();
    }
}
