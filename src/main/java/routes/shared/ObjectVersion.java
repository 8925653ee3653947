package routes.shared;

/**
 * One version of one stored object.
 *
 * @param bucket the bucket it lies in
 * @param key its key, decoded
 * @param versionId its version in a versioned bucket, or null
 * @param eTag its content's tag without quotes, or null; with neither this nor a version, whatever the key holds is meant
 */
public record ObjectVersion(String bucket, String key, String versionId, String eTag) {

    /** Bucket and key, as messages name it. */
    public String name() {
        return bucket + "/" + key;
    }

    /** A tag as S3 tells it in an event: without the quotes it has in an HTTP header. */
    public static String unquoted(String eTag) {
        return eTag == null ? null : eTag.replace("\"", "");
    }
}
