package routes.intake;

import java.util.ArrayList;
import java.util.Optional;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

import routes.ledger.ObjectEvent;
import routes.ledger.Source;

/**
 * Lists the objects of a bucket as events, page by page: it holds one page at a time, however many objects there are.
 * It asks for URL-encoded keys, because XML cannot hold every character of a key; the client decodes them. Safe for
 * concurrent use.
 */
public final class BucketLister {

    /** The most that the S3 API gives at once. */
    private static final int LARGEST_PAGE = 1000;

    private final S3Client store;
    private final int pageSize;

    /** Lists by the largest pages the store gives. */
    public BucketLister(S3Client store) {
        this(store, LARGEST_PAGE);
    }

    BucketLister(S3Client store, int pageSize) {
        this.store = store;
        this.pageSize = pageSize;
    }

    /**
     * Lists a bucket from a key on. Versions other than the current one are not listed, nor are the empty objects whose
     * key ends with a slash, which only stand for a directory.
     *
     * @param prefix the beginning of the keys, empty for all
     * @param startAfter the last key of an earlier listing that is to go on
     * @param consumer takes each page before the next one is asked for
     * @throws software.amazon.awssdk.core.exception.SdkException if the store does not answer, or refuses
     */
    public void list(String bucket, String prefix, Optional<String> startAfter, PageConsumer consumer) {
        var request = ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(prefix)
                .encodingType(EncodingType.URL)
                .maxKeys(pageSize)
                .startAfter(startAfter.orElse(null))
                .build();
        while (true) {
            var response = store.listObjectsV2(request);
            var page = page(bucket, response);
            if (page.lastKey() != null) {
                consumer.accept(page);
            }
            if (!Boolean.TRUE.equals(response.isTruncated())) {
                return;
            }
            request = next(request, response);
        }
    }

    private static ListObjectsV2Request next(ListObjectsV2Request request, ListObjectsV2Response response) {
        var token = response.nextContinuationToken();
        if (token == null || token.equals(request.continuationToken())) {
            throw new IllegalStateException(
                    "the store says that bucket " + request.bucket() + " has more objects, but not where to go on");
        }
        return request.toBuilder().startAfter(null).continuationToken(token).build();
    }

    private static Page page(String bucket, ListObjectsV2Response response) {
        var events = new ArrayList<ObjectEvent>(response.contents().size());
        String lastKey = null;
        for (var object : response.contents()) {
            lastKey = object.key();
            if (!isDirectory(object)) {
                events.add(event(bucket, object));
            }
        }
        return new Page(events, lastKey);
    }

    private static boolean isDirectory(S3Object object) {
        return object.key().endsWith("/") && object.size() != null && object.size() == 0;
    }

    private static ObjectEvent event(String bucket, S3Object object) {
        var eTag = object.eTag() == null ? null : Fields.unquoted(object.eTag());
        return new ObjectEvent(
                Source.LISTING,
                "ObjectCreated:Put",
                bucket,
                object.key(),
                object.key(),
                null,
                eTag,
                null,
                object.size(),
                object.lastModified(),
                null);
    }
}
