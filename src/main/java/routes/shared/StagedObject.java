package routes.shared;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * An object that is written but not yet seen: it appears whole with {@link #publish}, or, if closed before, not at all.
 * What fits in one part is kept in memory and put with one request; more is a multipart upload, of which two parts at a
 * time are in memory: one is sent while the next is written. A part that fails is told with the next one, or at the end. For
 * one thread.
 */
public final class StagedObject extends OutputStream {

    /** By the rules of S3: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
    private static final int MOST_PARTS = 10_000;

    private static final int NOT_IMPLEMENTED = 501;
    private static final int FIRST_BUFFER = 8 * 1024;

    private final S3Client store;
    private final Target target;
    private final List<CompletedPart> parts = new ArrayList<>();
    private byte[] buffer;
    private int buffered;
    private long size;
    private String uploadId;
    private PartUpload sending;
    private byte[] spare = {};
    private boolean lost;
    private FormerObject former = FormerObject.ANY;

    /**
     * Where an object is to appear, and what to set if it cannot.
     *
     * @param bucket its bucket
     * @param key its key
     * @param contentType its media type
     * @param partSize bytes of one part of its upload, at least 5 MiB by the rules of S3
     * @param bucketSetting where the bucket is configured, for people
     * @param partSizeSetting where the size of parts is configured, for people
     */
    public record Target(
            String bucket, String key, String contentType, int partSize, String bucketSetting, String partSizeSetting) {

        /** Another object in the same place. */
        public Target beside(String otherKey, String otherContentType) {
            return new Target(bucket, otherKey, otherContentType, partSize, bucketSetting, partSizeSetting);
        }
    }

    public StagedObject(S3Client store, Target target) {
        this.store = store;
        this.target = target;
        this.buffer = new byte[Math.min(FIRST_BUFFER, target.partSize())];
    }

    /** Bytes written so far. */
    public long size() {
        return size;
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        var from = offset;
        var left = length;
        while (left > 0) {
            if (buffered == target.partSize()) {
                uploadPart();
            }
            var count = Math.min(left, target.partSize() - buffered);
            reserve(buffered + count);
            System.arraycopy(bytes, from, buffer, buffered, count);
            buffered += count;
            from += count;
            left -= count;
        }
        size += length;
    }

    private void reserve(int capacity) {
        if (capacity > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(target.partSize(), Math.max(capacity, 2 * buffer.length)));
        }
    }

    /** Begins to send what is buffered, as soon as the part before is there. */
    private void uploadPart() throws IOException {
        if (uploadId == null) {
            uploadId = asked(() -> store.createMultipartUpload(upload ->
                            upload.bucket(target.bucket()).key(target.key()).contentType(target.contentType()))
                    .uploadId());
        }
        awaitPart();
        if (parts.size() == MOST_PARTS) {
            throw new InvalidInputException("the output has more than " + MOST_PARTS + " parts of " + target.partSize()
                    + " bytes; raise " + target.partSizeSetting());
        }
        var id = uploadId;
        var number = parts.size() + 1;
        var content = content();
        sending = PartUpload.started(target.key(), () -> sent(id, number, content));
        var sent = buffer;
        buffer = spare;
        spare = sent;
        buffered = 0;
    }

    private CompletedPart sent(String id, int number, RequestBody content) throws IOException {
        var part = asked(() -> store.uploadPart(
                request -> request.bucket(target.bucket())
                        .key(target.key())
                        .uploadId(id)
                        .partNumber(number),
                content));
        return CompletedPart.builder().partNumber(number).eTag(part.eTag()).build();
    }

    private void awaitPart() throws IOException {
        if (lost) {
            throw new IOException("a part of " + target.key() + " was not sent; write it anew");
        }
        if (sending != null) {
            lost = true;
            parts.add(sending.join());
            sending = null;
            lost = false;
        }
    }

    /** Sends everything but the last word, so that {@link #publish} is one request. */
    public void finish() throws IOException {
        if (uploadId != null) {
            if (buffered > 0) {
                uploadPart();
            }
            awaitPart();
        }
    }

    /**
     * Looks at what lies in its place: from now on it replaces only that, as far as the store can see to it. To be called before
     * anything is read of which it is made. Returns whether there is something.
     */
    public boolean look() {
        former = FormerObject.of(store, target);
        return former.exists();
    }

    /** @throws IOException if another object lies in its place than when it looked, so that it would not be published */
    public void requireUnchanged() throws IOException {
        if (!former.isSame(FormerObject.of(store, target))) {
            throw StoreFailures.overtaken(target, null);
        }
    }

    /**
     * Makes the object appear, in place of the former one if there is one. Returns its tag without quotes.
     *
     * @throws IOException also if another object lies there than when it looked
     */
    public String publish() throws IOException {
        finish();
        String eTag;
        try {
            eTag = asked(() -> published(former));
        } catch (S3Exception e) {
            if (e.statusCode() != NOT_IMPLEMENTED || former == FormerObject.ANY) {
                throw e;
            }
            // A store that knows no conditions.
            eTag = asked(() -> published(FormerObject.ANY));
        }
        uploadId = null;
        return ObjectVersion.unquoted(eTag);
    }

    private String published(FormerObject replaced) {
        if (uploadId == null) {
            return store.putObject(
                            request -> request.bucket(target.bucket())
                                    .key(target.key())
                                    .contentType(target.contentType())
                                    .ifMatch(replaced.ifMatch())
                                    .ifNoneMatch(replaced.ifNoneMatch()),
                            content())
                    .eTag();
        }
        return store.completeMultipartUpload(request -> request.bucket(target.bucket())
                        .key(target.key())
                        .uploadId(uploadId)
                        .multipartUpload(all -> all.parts(parts))
                        .ifMatch(replaced.ifMatch())
                        .ifNoneMatch(replaced.ifNoneMatch()))
                .eTag();
    }

    private RequestBody content() {
        var bytes = buffer;
        var length = buffered;
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes, 0, length), length, target.contentType());
    }

    private <T> T asked(Supplier<T> request) throws IOException {
        try {
            return request.get();
        } catch (S3Exception e) {
            throw StoreFailures.writing(target, e);
        }
    }

    /** Throws away what was not published. */
    @Override
    public void close() throws IOException {
        if (sending != null) {
            sending.abandon();
            sending = null;
        }
        if (uploadId != null) {
            var abandoned = uploadId;
            uploadId = null;
            asked(() -> store.abortMultipartUpload(
                    request -> request.bucket(target.bucket()).key(target.key()).uploadId(abandoned)));
        }
    }
}
