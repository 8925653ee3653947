package routes.shared;

import java.util.Objects;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What lies in a place before something new takes it, so that only this is replaced: who stood still for long and was overtaken
 * overwrites nothing. Where it may not be looked at, anything is replaced.
 */
final class FormerObject {

    /** Whatever lies there. */
    static final FormerObject ANY = new FormerObject(false, null);

    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;

    private final boolean known;
    private final String eTag;

    private FormerObject(boolean known, String eTag) {
        this.known = known;
        this.eTag = eTag;
    }

    /** Looks at what lies there now. */
    static FormerObject of(S3Client store, StagedObject.Target target) {
        try {
            var head =
                    store.headObject(request -> request.bucket(target.bucket()).key(target.key()));
            return new FormerObject(true, head.eTag());
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return new FormerObject(true, null);
            }
            if (e.statusCode() < SERVER_ERROR) {
                // Who may only write there learns it from nobody.
                return ANY;
            }
            throw e;
        }
    }

    /** Whether there is one. */
    boolean exists() {
        return eTag != null;
    }

    /** Whether it is still the same, as far as that can be told. */
    boolean isSame(FormerObject other) {
        return !known || !other.known || Objects.equals(eTag, other.eTag);
    }

    /** Condition of a write: the tag that has to be there, or null. */
    String ifMatch() {
        return eTag;
    }

    /** Condition of a write: that nothing may be there, or null. */
    String ifNoneMatch() {
        return known && eTag == null ? "*" : null;
    }
}
