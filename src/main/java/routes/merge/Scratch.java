package routes.merge;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/** A directory for one merge's files that do not fit in memory; closed, it is gone with all in it. */
record Scratch(Path directory) implements Closeable {

    private static final String PREFIX = "sluice-merge-";

    /** Makes one in the given directory, or where temporary files go; that has to be on a local disk. */
    static Scratch create(Optional<Path> where, Entry entry) throws IOException {
        try {
            if (where.isEmpty()) {
                return new Scratch(Files.createTempDirectory(PREFIX));
            }
            Files.createDirectories(where.get());
            return new Scratch(Files.createTempDirectory(where.get(), PREFIX));
        } catch (IOException e) {
            throw new IOException(
                    "no files can be made in " + where.map(Path::toString).orElse("the directory for temporary files")
                            + " (" + e.getMessage() + "); set routes.merge.scratch-directory to a directory with room",
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(Scratch::delete);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
