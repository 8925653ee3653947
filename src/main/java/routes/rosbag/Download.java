package routes.rosbag;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A recording that is being read from the store: one request, exactly the version that was asked for. */
final class Download implements Closeable {

    private static final int PRECONDITION_FAILED = 412;

    private final ResponseInputStream<GetObjectResponse> object;

    private Download(ResponseInputStream<GetObjectResponse> object) {
        this.object = object;
    }

    /** Opens the recording; empty if another version took its place. */
    static Optional<Download> open(S3Client store, Recording recording) throws IOException {
        var request = GetObjectRequest.builder().bucket(recording.bucket()).key(recording.key());
        if (recording.versionId() != null) {
            request.versionId(recording.versionId());
        }
        // Also beside a version: "null", the version of a bucket that is not versioned any more, may be replaced.
        if (recording.eTag() != null) {
            request.ifMatch("\"" + recording.eTag() + "\"");
        }
        try {
            return Optional.of(new Download(store.getObject(request.build())));
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED) {
                return Optional.empty();
            }
            throw StoreFailures.reading(recording, e);
        }
    }

    InputStream stream() {
        return object;
    }

    /** The version that is read, or null in a bucket without versions. */
    String versionId() {
        return object.response().versionId();
    }

    /** The tag of what is read, without quotes. */
    String eTag() {
        return Recording.unquoted(object.response().eTag());
    }

    /** Size in bytes. */
    long size() {
        return object.response().contentLength();
    }

    /**
     * Hangs up. Closing the stream instead would fetch the rest of a recording that was given up in its first row; of one
     * that was read to its end the connection has gone back to the pool already.
     */
    @Override
    public void close() {
        object.abort();
    }
}
