package routes.rosbag;

import routes.ledger.ObjectEvent;
import routes.shared.InvalidInputException;
import routes.shared.ObjectVersion;

/**
 * One version of one stored recording, and what asked for it to be processed.
 *
 * @param bucket the bucket it lies in
 * @param key its key, decoded
 * @param versionId its version in a versioned bucket, or null
 * @param eTag its content's tag without quotes, or null; with neither this nor a version, whatever the key holds is taken
 * @param eventId the event that told of it, or null
 * @param runId the run that processes it, or null
 */
public record Recording(String bucket, String key, String versionId, String eTag, Long eventId, String runId) {

    public Recording {
        if (bucket == null || bucket.isBlank()) {
            throw new InvalidInputException("the recording's bucket is missing");
        }
        if (key == null || key.isBlank()) {
            throw new InvalidInputException("the recording's key is missing");
        }
        versionId = blankToNull(versionId);
        eTag = blankToNull(ObjectVersion.unquoted(eTag));
    }

    /** The object version an event tells of. */
    public static Recording of(ObjectEvent event, long eventId, long runId) {
        return new Recording(
                event.bucket(), event.key(), event.versionId(), event.eTag(), eventId, Long.toString(runId));
    }

    /** Bucket and key, as messages name it. */
    public String name() {
        return bucket + "/" + key;
    }

    /** What is to be read. */
    ObjectVersion version() {
        return new ObjectVersion(bucket, key, versionId, eTag);
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
