package sandbox;

import java.time.Instant;
import java.util.Map;

/**
 * A version of an object in the sandbox's store.
 *
 * @param size in bytes
 * @param eTag without quotes
 * @param sequencer rises with each change of the store; its upper digits are the time of the change in nanoseconds
 */
record StoredObject(
        String bucket,
        String key,
        long size,
        String eTag,
        Instant modified,
        String contentType,
        Map<String, String> userMetadata,
        long sequencer) {}
