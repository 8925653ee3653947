package routes.merge.join;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A nameless file for what does not fit into memory, made when the first block comes. It vanishes with its process, however
 * that ends. Safe for concurrent use.
 */
final class SpillFile implements Closeable {

    private final Path directory;
    private FileChannel channel;
    private long end;

    SpillFile(Path directory) {
        this.directory = directory;
    }

    /** Appends bytes and returns where they are. */
    long append(byte[] block, int length) throws IOException {
        long position;
        synchronized (this) {
            if (channel == null) {
                channel = create();
            }
            position = end;
            end += length;
        }
        var bytes = ByteBuffer.wrap(block, 0, length);
        while (bytes.hasRemaining()) {
            channel.write(bytes, position + bytes.position());
        }
        return position;
    }

    /** Reads exactly so many bytes from a place that {@link #append} returned. */
    void read(long position, byte[] into, int offset, int length) throws IOException {
        var bytes = ByteBuffer.wrap(into, offset, length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position() - offset) < 0) {
                throw new EOFException("the scratch file in " + directory + " was cut off by somebody");
            }
        }
    }

    private FileChannel create() throws IOException {
        var file = Files.createTempFile(directory, "merge-", ".spill");
        // On Unix the name is taken off at once, so that even a killed process leaves nothing behind.
        return FileChannel.open(
                file, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
    }

    @Override
    public synchronized void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
