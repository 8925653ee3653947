package routes.merge;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

import routes.merge.json.JsonSource;
import routes.shared.Download;
import routes.shared.InvalidInputException;
import routes.shared.ObjectVersion;

/** The JSON object in the version that it had when it was looked at first; another one is never read in its place. */
final class PinnedJson implements JsonSource {

    private static final int NOT_FOUND = 404;
    private static final int FORBIDDEN = 403;

    private final S3Client store;
    private final ObjectVersion version;
    private final long size;

    private PinnedJson(S3Client store, ObjectVersion version, long size) {
        this.store = store;
        this.version = version;
        this.size = size;
    }

    /**
     * Looks at the object as it is now.
     *
     * @throws InvalidInputException if it is not there, or may not be read
     */
    static PinnedJson of(S3Client store, Entry.Place place) {
        try {
            var head =
                    store.headObject(request -> request.bucket(place.bucket()).key(place.key()));
            var version = new ObjectVersion(
                    place.bucket(), place.key(), head.versionId(), ObjectVersion.unquoted(head.eTag()));
            return new PinnedJson(store, version, head.contentLength());
        } catch (S3Exception e) {
            throw explained(place, e);
        }
    }

    private static RuntimeException explained(Entry.Place place, S3Exception failure) {
        return switch (failure.statusCode()) {
            case NOT_FOUND ->
                new InvalidInputException(
                        "there is no object " + place + "; upload it, or correct S3.source_bucket and S3.source_key",
                        failure);
            case FORBIDDEN ->
                new InvalidInputException(
                        "reading " + place + " is denied; give the user of routes.store.access-key the rights"
                                + " s3:GetObject and s3:ListBucket",
                        failure);
            default -> failure;
        };
    }

    ObjectVersion version() {
        return version;
    }

    @Override
    public InputStream open() throws IOException {
        try {
            var download = Download.open(store, version)
                    .orElseThrow(() -> new IOException("the object " + version.name()
                            + " was replaced before it was read; the new one is read with the next attempt"));
            return new Body(download);
        } catch (IOException | RuntimeException e) {
            throw new BoxFailure(Box.READ_JSON, e);
        }
    }

    @Override
    public long size() {
        return size;
    }

    /** Names the box in what goes wrong while the object comes in, and hangs up when closed. */
    private static final class Body extends FilterInputStream {

        private final Download download;

        Body(Download download) {
            super(download.stream());
            this.download = download;
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException | RuntimeException e) {
                throw new BoxFailure(Box.READ_JSON, e);
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException | RuntimeException e) {
                throw new BoxFailure(Box.READ_JSON, e);
            }
        }

        @Override
        public void close() {
            download.close();
        }
    }
}
