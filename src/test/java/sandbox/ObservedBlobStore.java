package sandbox;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.domain.Blob;
import org.jclouds.blobstore.domain.BlobMetadata;
import org.jclouds.blobstore.domain.MultipartPart;
import org.jclouds.blobstore.domain.MultipartUpload;
import org.jclouds.blobstore.domain.PageSet;
import org.jclouds.blobstore.domain.StorageMetadata;
import org.jclouds.blobstore.options.CopyOptions;
import org.jclouds.blobstore.options.ListContainerOptions;
import org.jclouds.blobstore.options.PutOptions;
import org.jclouds.blobstore.util.ForwardingBlobStore;

/**
 * A blob store that tells of its changes and lists from an index of its own. The store behind it walks all keys for every
 * page of a listing, and shows the helper objects of unfinished multipart uploads.
 */
final class ObservedBlobStore extends ForwardingBlobStore {

    private static final int LOCKS = 64;
    private static final long NANOS_OF_MILLI = 1_000_000;

    private final Map<String, ObjectIndex> indexes = new ConcurrentHashMap<>();
    private final Set<String> uploads = ConcurrentHashMap.newKeySet();
    private final AtomicLong sequence = new AtomicLong();
    private final Consumer<StoreChange> observer;
    private final Object[] locks = new Object[LOCKS];

    ObservedBlobStore(BlobStore delegate, Consumer<StoreChange> observer) {
        super(delegate);
        this.observer = observer;
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new Object();
        }
    }

    @Override
    public String putBlob(String bucket, Blob blob) {
        return putBlob(bucket, blob, PutOptions.NONE);
    }

    @Override
    public String putBlob(String bucket, Blob blob, PutOptions options) {
        var key = blob.getMetadata().getName();
        if (uploads.contains(key)) {
            return delegate().putBlob(bucket, blob, options);
        }
        return created("s3:ObjectCreated:Put", bucket, key, () -> delegate().putBlob(bucket, blob, options));
    }

    @Override
    public String copyBlob(String fromBucket, String fromKey, String bucket, String key, CopyOptions options) {
        return created(
                "s3:ObjectCreated:Copy",
                bucket,
                key,
                () -> delegate().copyBlob(fromBucket, fromKey, bucket, key, options));
    }

    @Override
    public MultipartUpload initiateMultipartUpload(String bucket, BlobMetadata metadata, PutOptions options) {
        var upload = delegate().initiateMultipartUpload(bucket, metadata, options);
        uploads.add(upload.id());
        return upload;
    }

    @Override
    public String completeMultipartUpload(MultipartUpload upload, java.util.List<MultipartPart> parts) {
        return created(
                "s3:ObjectCreated:CompleteMultipartUpload",
                upload.containerName(),
                upload.blobName(),
                () -> delegate().completeMultipartUpload(upload, parts));
    }

    @Override
    public void removeBlob(String bucket, String key) {
        synchronized (lock(bucket, key)) {
            delegate().removeBlob(bucket, key);
            if (uploads.remove(key)) {
                return;
            }
            var removed = index(bucket).remove(key);
            if (removed != null) {
                observer.accept(new StoreChange("s3:ObjectRemoved:Delete", removed));
            }
        }
    }

    @Override
    public void removeBlobs(String bucket, Iterable<String> keys) {
        keys.forEach(key -> removeBlob(bucket, key));
    }

    @Override
    public void deleteContainer(String bucket) {
        delegate().deleteContainer(bucket);
        indexes.remove(bucket);
    }

    @Override
    public boolean deleteContainerIfEmpty(String bucket) {
        boolean deleted = index(bucket).isEmpty() && delegate().deleteContainerIfEmpty(bucket);
        if (deleted) {
            indexes.remove(bucket);
        }
        return deleted;
    }

    @Override
    public PageSet<? extends StorageMetadata> list(String bucket, ListContainerOptions options) {
        if (!containerExists(bucket)) {
            throw new org.jclouds.blobstore.ContainerNotFoundException(bucket, "while listing");
        }
        return index(bucket).list(options);
    }

    private String created(String name, String bucket, String key, Supplier<String> change) {
        synchronized (lock(bucket, key)) {
            var eTag = change.get();
            var object = object(bucket, key, delegate().blobMetadata(bucket, key));
            index(bucket).put(object);
            observer.accept(new StoreChange(name, object));
            return eTag;
        }
    }

    private StoredObject object(String bucket, String key, BlobMetadata metadata) {
        var modified = metadata.getLastModified().toInstant();
        return new StoredObject(
                bucket,
                key,
                metadata.getSize(),
                metadata.getETag().replace("\"", ""),
                modified,
                metadata.getContentMetadata().getContentType(),
                metadata.getUserMetadata(),
                nextSequencer(modified));
    }

    private long nextSequencer(Instant modified) {
        long earliest = modified.toEpochMilli() * NANOS_OF_MILLI;
        return sequence.updateAndGet(last -> Math.max(last + 1, earliest));
    }

    private ObjectIndex index(String bucket) {
        return indexes.computeIfAbsent(bucket, name -> new ObjectIndex());
    }

    private Object lock(String bucket, String key) {
        return locks[Math.floorMod((bucket + "/" + key).hashCode(), LOCKS)];
    }
}
