package routes.shared;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** An object that is being read from the store: one request, exactly the version that was asked for. */
public final class Download implements Closeable {

    private static final int PRECONDITION_FAILED = 412;

    private final ResponseInputStream<GetObjectResponse> object;

    private Download(ResponseInputStream<GetObjectResponse> object) {
        this.object = object;
    }

    /**
     * Opens the object; empty if another version took its place.
     *
     * @throws InvalidInputException if it is gone or archived
     * @throws IOException if a bucket or a right is missing
     */
    public static Optional<Download> open(S3Client store, ObjectVersion wanted) throws IOException {
        var request = GetObjectRequest.builder().bucket(wanted.bucket()).key(wanted.key());
        if (wanted.versionId() != null) {
            request.versionId(wanted.versionId());
        }
        // Also beside a version: "null", the version of a bucket that is not versioned any more, may be replaced.
        if (wanted.eTag() != null) {
            request.ifMatch("\"" + wanted.eTag() + "\"");
        }
        try {
            return Optional.of(new Download(store.getObject(request.build())));
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED) {
                return Optional.empty();
            }
            throw StoreFailures.reading(wanted, e);
        }
    }

    /**
     * Opens what the key holds now; empty if that is nothing, or another version than the wanted one.
     *
     * @throws IOException if a bucket or a right is missing
     */
    public static Optional<Download> openCurrent(S3Client store, ObjectVersion wanted) throws IOException {
        try {
            var current = open(store, new ObjectVersion(wanted.bucket(), wanted.key(), null, wanted.eTag()));
            if (current.isPresent()
                    && wanted.versionId() != null
                    && !wanted.versionId().equals(current.get().versionId())) {
                current.get().close();
                return Optional.empty();
            }
            return current;
        } catch (InvalidInputException e) {
            // It is gone, or archived; whoever wants that very version is told when it is opened.
            return Optional.empty();
        }
    }

    public InputStream stream() {
        return object;
    }

    /** The version that is read, or null in a bucket without versions. */
    public String versionId() {
        return object.response().versionId();
    }

    /** The tag of what is read, without quotes. */
    public String eTag() {
        return ObjectVersion.unquoted(object.response().eTag());
    }

    /** When it was stored, to the second, or null where the store does not tell. */
    public Instant lastModified() {
        return object.response().lastModified();
    }

    /** Size in bytes. */
    public long size() {
        return object.response().contentLength();
    }

    /**
     * Hangs up. Closing the stream instead would fetch the rest of an object that was given up at its beginning; of one
     * that was read to its end the connection has gone back to the pool already.
     */
    @Override
    public void close() {
        object.abort();
    }
}
