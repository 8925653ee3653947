package routes.api;

import routes.shared.InvalidInputException;

/**
 * An object that is to be taken as an event.
 *
 * @param bucket the bucket it lies in
 * @param key its key, as the store lists it, not encoded
 * @param versionId one version of it; without one, what the key holds now
 */
public record EventRequest(String bucket, String key, String versionId) {

    public EventRequest {
        if (bucket == null || bucket.isBlank() || key == null || key.isEmpty()) {
            throw new InvalidInputException(
                    "Give 'bucket' and 'key' of an object, and 'versionId' if you mean one version.");
        }
    }

    String name() {
        return bucket + "/" + key + (versionId == null ? "" : ", version " + versionId);
    }
}
