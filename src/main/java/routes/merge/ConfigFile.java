package routes.merge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import jakarta.enterprise.context.ApplicationScoped;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

import routes.shared.Download;
import routes.shared.InvalidInputException;
import routes.shared.ObjectVersion;

/** Reads the file with the entries, from a disk or from S3. */
@ApplicationScoped
class ConfigFile {

    private static final String S3 = "s3://";
    private static final int LARGEST = 10 * 1024 * 1024;

    private final S3Client store;

    ConfigFile(S3Client store) {
        this.store = store;
    }

    /**
     * @param where a path, or {@code s3://bucket/key}
     * @throws InvalidInputException if it is not there
     * @throws IOException if the store does not answer, or refuses; trying again may help
     */
    byte[] read(String where) throws IOException {
        return where.startsWith(S3) ? fromStore(where) : fromDisk(where);
    }

    private static byte[] fromDisk(String where) {
        try {
            return Files.readAllBytes(Path.of(where));
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(
                    "the file " + where + " does not exist; correct routes.merge.config-file", e);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the file " + where + " cannot be read (" + e.getMessage()
                            + "); give its rights to the user of this process, or correct routes.merge.config-file",
                    e);
        }
    }

    private byte[] fromStore(String where) throws IOException {
        var parts = where.substring(S3.length()).split("/", 2);
        if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw new InvalidInputException(
                    "routes.merge.config-file is " + where + "; write s3://BUCKET/KEY, or a path");
        }
        try (var object = Download.open(store, new ObjectVersion(parts[0], parts[1], null, null))
                .orElseThrow()) {
            return object.stream().readNBytes(LARGEST);
        } catch (SdkException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
