package routes.merge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where merges put what does not fit in memory. Their files have no names there, so whoever is killed leaves nothing, and any
 * number of replicas may share a directory.
 */
final class Scratch {

    private Scratch() {}

    /** The given directory, made if it is not there, or that for temporary files. */
    static Path directory(Optional<Path> where) throws IOException {
        if (where.isEmpty()) {
            return Path.of(System.getProperty("java.io.tmpdir"));
        }
        try {
            return Files.createDirectories(where.get());
        } catch (IOException e) {
            throw new IOException(
                    "the scratch directory " + where.get() + " cannot be made (" + e.getMessage()
                            + "); set routes.merge.scratch-directory to one that the user of this process may write to",
                    e);
        }
    }
}
