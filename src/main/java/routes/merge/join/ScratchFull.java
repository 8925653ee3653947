package routes.merge.join;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The scratch directory takes no more. What had been written there is gone by the time that this is told. */
public final class ScratchFull extends IOException {

    private static final long serialVersionUID = 1L;

    private static final double MEBIBYTE = 1024 * 1024;

    private ScratchFull(String message, IOException cause) {
        super(message, cause);
    }

    /**
     * What a failed write means.
     *
     * @param written bytes that were written there before
     * @return the failure itself, if it is of another kind
     */
    static IOException or(IOException failure, Path directory, long written) {
        if (!isOfSpace(failure)) {
            return failure;
        }
        var message = "the disk is full: " + directory + " took " + mebibytes(written) + " of this merge"
                + room(directory).orElse("");
        return new ScratchFull(message, failure);
    }

    /** As Linux, Linux with quotas, and Windows put it; Java has no type for it. */
    private static boolean isOfSpace(IOException failure) {
        var message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left")
                || message.contains("quota exceeded")
                || message.contains("not enough space");
    }

    private static Optional<String> room(Path directory) {
        try {
            var disk = Files.getFileStore(directory);
            return Optional.of(", and of the " + mebibytes(disk.getTotalSpace()) + " there "
                    + mebibytes(disk.getUsableSpace()) + " are left");
        } catch (IOException e) {
            // It only goes beside a failure that is told.
            return Optional.empty();
        }
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / MEBIBYTE);
    }
}
