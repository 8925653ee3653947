package routes.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import routes.shared.InvalidInputException;

/**
 * One version of one stored object appeared or went.
 *
 * @param source the way it reached us
 * @param name what happened, as S3 names it without the prefix {@code s3:}, such as {@code ObjectCreated:Put}
 * @param bucket the bucket
 * @param key the object's key, decoded; empty for an event that speaks of the whole bucket
 * @param rawKey the key as it was sent
 * @param versionId the version in a versioned bucket, or null
 * @param eTag the content's tag without quotes, or null
 * @param sequencer orders the events of one key, as the store gives it (hexadecimal), or null
 * @param size in bytes, or null where the sender says nothing
 * @param time when it happened, by the store's clock, or null
 * @param body what was sent, or null for a listed object
 */
public record ObjectEvent(
        Source source,
        String name,
        String bucket,
        String key,
        String rawKey,
        String versionId,
        String eTag,
        String sequencer,
        Long size,
        Instant time,
        String body) {

    private static final Set<String> CREATED = Set.of(
            "ObjectCreated:Put", "ObjectCreated:Post", "ObjectCreated:Copy", "ObjectCreated:CompleteMultipartUpload");

    private static final MessageDigest SHA_256 = found();

    public ObjectEvent {
        if (source == null) {
            throw new InvalidInputException("source is missing");
        }
        if (name == null || name.isBlank()) {
            throw new InvalidInputException("the event's name is missing");
        }
        if (bucket == null || bucket.isBlank()) {
            throw new InvalidInputException("the bucket's name is missing");
        }
        if (key == null) {
            throw new InvalidInputException("the object's key is missing");
        }
        if (key.indexOf('\0') >= 0 || bucket.indexOf('\0') >= 0) {
            throw new InvalidInputException("the object's key holds a NUL character");
        }
    }

    /** Whether a version of the object appeared, as opposed to one that went or was only tagged. */
    public boolean created() {
        return CREATED.contains(name);
    }

    /** Whether the store only tries whether it is heard. */
    public boolean isTest() {
        return name.equals("TestEvent");
    }

    /**
     * Whether the event alone tells its object version apart from every other. One that cannot, a hand-made event or a
     * listed object, is compared with what the ledger knows of the key.
     */
    public boolean exact() {
        return sequencer != null;
    }

    /** Digest of bucket and key. */
    public UUID object() {
        return object(bucket, key);
    }

    /** Digest of a bucket and a decoded key: under it the ledger finds all events of an object. */
    public static UUID object(String bucket, String key) {
        return digest(bucket, key);
    }

    /**
     * What makes this event one event, by whatever way it comes. An event that says neither its order nor its time has no
     * identity of its own: each call gives another one, and only the comparison with the ledger tells whether it is new.
     */
    public UUID identity() {
        if (sequencer == null && time == null) {
            return UUID.randomUUID();
        }
        var kind = created() ? "created" : name;
        var version = versionId != null ? versionId : eTag;
        return digest(bucket, key, version, sequencer, kind, exact() ? null : time.toString());
    }

    private static UUID digest(String... parts) {
        var digest = sha256();
        for (var part : parts) {
            if (part != null) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
            }
            digest.update((byte) 0);
        }
        var bytes = ByteBuffer.wrap(digest.digest());
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    /** A copy, as to look for the algorithm each time takes longer than the digest. */
    private static MessageDigest sha256() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the SHA-256 of every Java platform can be copied", e);
        }
    }

    private static MessageDigest found() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
