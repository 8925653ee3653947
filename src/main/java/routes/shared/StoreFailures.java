package routes.shared;

import java.io.IOException;

import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Says what a refusal of the store means. Only a gone or archived object never heals; a missing bucket or right is set up
 * by somebody sooner or later, so it is an {@link IOException} and tried again.
 */
final class StoreFailures {

    private StoreFailures() {}

    /** Why an object could not be opened; what never heals, or is not known, is thrown at once. */
    static IOException reading(ObjectVersion wanted, S3Exception failure) {
        var version = wanted.versionId() == null ? "" : ", version " + wanted.versionId() + ",";
        return switch (code(failure)) {
            case "NoSuchKey", "NoSuchVersion", "MethodNotAllowed" ->
                throw new InvalidInputException(
                        "the object" + version + " is gone: it was deleted after the event; upload it again", failure);
            case "InvalidObjectState" ->
                throw new InvalidInputException(
                        "the object" + version + " is archived; restore it, then retry the run", failure);
            case "NoSuchBucket" ->
                new IOException("bucket " + wanted.bucket() + " does not exist; check routes.store.endpoint", failure);
            case "AccessDenied" ->
                new IOException(
                        "reading " + wanted.name()
                                + " is denied; give the user of routes.store.access-key the right "
                                + (wanted.versionId() == null ? "s3:GetObject" : "s3:GetObjectVersion")
                                + " (without s3:ListBucket, AWS says this of a missing object, too)",
                        failure);
            default -> throw failure;
        };
    }

    /** Why a result could not be written; what is not known is thrown at once. */
    static IOException writing(StagedObject.Target target, S3Exception failure) {
        return switch (code(failure)) {
            case "NoSuchBucket" ->
                new IOException(
                        "bucket " + target.bucket() + " does not exist; create it or set " + target.bucketSetting(),
                        failure);
            case "AccessDenied" ->
                new IOException(
                        "writing " + target.bucket() + "/" + target.key()
                                + " is denied; give the user of routes.store.access-key the"
                                + " rights s3:PutObject and s3:AbortMultipartUpload",
                        failure);
            case "PreconditionFailed", "ConditionalRequestConflict", "NoSuchKey" -> overtaken(target, failure);
            default -> throw failure;
        };
    }

    /** Another object lies there than when this one was begun. */
    static IOException overtaken(StagedObject.Target target, S3Exception failure) {
        return new IOException(
                target.bucket() + "/" + target.key()
                        + " was replaced while this one was made, so it stays; see who else"
                        + " writes there if that happens again",
                failure);
    }

    private static String code(S3Exception failure) {
        var details = failure.awsErrorDetails();
        if (details != null && details.errorCode() != null) {
            return details.errorCode();
        }
        return "";
    }
}
