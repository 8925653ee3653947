package sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import org.jclouds.blobstore.domain.PageSet;
import org.jclouds.blobstore.domain.StorageMetadata;
import org.jclouds.blobstore.domain.StorageType;
import org.jclouds.blobstore.domain.Tier;
import org.jclouds.blobstore.domain.internal.PageSetImpl;
import org.jclouds.blobstore.domain.internal.StorageMetadataImpl;
import org.jclouds.blobstore.options.ListContainerOptions;

/** The objects of one bucket in the order of their keys. Any thread may change it while others list. */
final class ObjectIndex {

    private static final int PAGE = 1000;
    private static final String TOKEN = "sandbox-token.";
    /** Sorts behind whatever begins with a common prefix. */
    private static final String LAST = "\uffff";

    private final ConcurrentSkipListMap<String, StoredObject> objects = new ConcurrentSkipListMap<>();

    void put(StoredObject object) {
        objects.put(object.key(), object);
    }

    /** The removed object, or null if there was none. */
    StoredObject remove(String key) {
        return objects.remove(key);
    }

    boolean isEmpty() {
        return objects.isEmpty();
    }

    PageSet<StorageMetadata> list(ListContainerOptions options) {
        var prefix = options.getPrefix() == null ? "" : options.getPrefix();
        int limit = options.getMaxResults() == null ? PAGE : options.getMaxResults();
        var page = new ArrayList<StorageMetadata>();
        var last = position(options.getMarker());
        for (var next = after(last, prefix); next != null; next = after(last, prefix)) {
            if (page.size() == limit) {
                return new PageSetImpl<>(page, limit == 0 ? null : token(last));
            }
            var commonPrefix = commonPrefix(next.getKey(), prefix, options.getDelimiter());
            page.add(commonPrefix == null ? entry(next.getValue()) : entry(commonPrefix));
            last = commonPrefix == null ? next.getKey() : commonPrefix + LAST;
        }
        return new PageSetImpl<>(List.copyOf(page), null);
    }

    /**
     * The server writes the continuation token URL-encoded and expects it back decoded, which clients do not do; so the
     * token holds only characters that encoding leaves alone.
     */
    private static String token(String position) {
        return TOKEN
                + Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    /** The key behind which to go on: a token of ours, or a key that the client named. */
    private static String position(String marker) {
        if (marker == null || !marker.startsWith(TOKEN)) {
            return marker;
        }
        return new String(Base64.getUrlDecoder().decode(marker.substring(TOKEN.length())), StandardCharsets.UTF_8);
    }

    private Map.Entry<String, StoredObject> after(String last, String prefix) {
        var next =
                last == null || last.compareTo(prefix) < 0 ? objects.ceilingEntry(prefix) : objects.higherEntry(last);
        return next != null && next.getKey().startsWith(prefix) ? next : null;
    }

    private static String commonPrefix(String key, String prefix, String delimiter) {
        if (delimiter == null || delimiter.isEmpty()) {
            return null;
        }
        int end = key.indexOf(delimiter, prefix.length());
        return end < 0 ? null : key.substring(0, end + delimiter.length());
    }

    private static StorageMetadata entry(StoredObject object) {
        var modified = Date.from(object.modified());
        return new StorageMetadataImpl(
                StorageType.BLOB,
                null,
                object.key(),
                null,
                null,
                object.eTag(),
                modified,
                modified,
                Map.of(),
                object.size(),
                Tier.STANDARD);
    }

    private static StorageMetadata entry(String commonPrefix) {
        return new StorageMetadataImpl(
                StorageType.RELATIVE_PATH,
                null,
                commonPrefix,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                null,
                Tier.STANDARD);
    }
}
