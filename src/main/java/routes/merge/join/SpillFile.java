package routes.merge.join;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

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

    /**
     * Appends bytes and returns where they are.
     *
     * @throws ScratchFull if there is no room for them
     */
    long append(byte[] block, int length) throws IOException {
        var position = 0L;
        try {
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
        } catch (IOException e) {
            throw ScratchFull.or(e, directory, position);
        }
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
        // On Unix the name is taken off as soon as it is opened: only a kill in between could leave it, empty.
        return FileChannel.open(
                directory.resolve("sluice-merge-" + UUID.randomUUID() + ".spill"),
                Set.of(
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.DELETE_ON_CLOSE),
                forUsAlone());
    }

    private FileAttribute<?>[] forUsAlone() {
        if (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }

    @Override
    public synchronized void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
