package routes.intake;

import java.util.Locale;
import java.util.Optional;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Tells what a refusal of the store means, and what to do about it. */
final class StoreErrors {

    private StoreErrors() {}

    /** One sentence on why something could not be done on a bucket, without request ids. */
    static String explained(String what, SdkException error) {
        if (!(error instanceof AwsServiceException refusal)) {
            return what + ": the store does not answer: " + error.getMessage();
        }
        var code = code(refusal);
        if (refusal.statusCode() == 403) {
            return what + ": the store refuses (" + code
                    + "): check the access key, its secret, and that it may do this";
        }
        if (refusal.statusCode() == 501 || code.equals("NotImplemented")) {
            return what + ": the store does not offer this; remove the setting";
        }
        return what + ": the store answers " + code + ": " + message(refusal);
    }

    /** Why a notification rule was refused. */
    static String explainedNotification(String what, String arn, SdkException error) {
        if (error instanceof AwsServiceException refusal && refusal.statusCode() == 400) {
            var message = message(refusal).toLowerCase(Locale.ROOT);
            if (message.contains("overlap") || message.contains("ambiguous") || message.contains("duplicate")) {
                return what
                        + ": another rule of the bucket pushes some of the same events; give them prefixes that do not "
                        + "overlap, or remove the other rule (" + message(refusal) + ")";
            }
            if (message.contains("arn") || message.contains("destination")) {
                return what + ": " + unknownTarget(arn) + " (" + message(refusal) + ")";
            }
        }
        return explained(what, error);
    }

    /** A target of MinIO is named {@code arn:minio:sqs:<region>:<name>:<kind>}, and set by its environment. */
    private static String unknownTarget(String arn) {
        var enable = variable(arn, "ENABLE");
        if (enable.isEmpty()) {
            return "the store has no target " + arn + ", or may not send to it; check its name and its access policy";
        }
        var where = arn.endsWith(":kafka")
                ? variable(arn, "BROKERS").get() + "=<brokers> and "
                        + variable(arn, "TOPIC").get() + "=<topic>"
                : variable(arn, "ENDPOINT").get() + "=<address of this application>/minio-event";
        return "the store has no target " + arn + "; start it with " + enable.get() + "=on and " + where;
    }

    /** The environment variable by which MinIO is told something of a target, if it is one of MinIO. */
    static Optional<String> variable(String arn, String what) {
        var parts = arn.split(":", -1);
        if (parts.length != 6 || !parts[1].equals("minio")) {
            return Optional.empty();
        }
        var suffix = parts[4].equals("_") ? "" : "_" + parts[4];
        return Optional.of("MINIO_NOTIFY_" + parts[5].toUpperCase(Locale.ROOT) + "_" + what + suffix);
    }

    private static String code(AwsServiceException refusal) {
        var details = refusal.awsErrorDetails();
        return details == null || details.errorCode() == null ? "status " + refusal.statusCode() : details.errorCode();
    }

    private static String message(AwsServiceException refusal) {
        var details = refusal.awsErrorDetails();
        return details == null || details.errorMessage() == null
                ? "status " + refusal.statusCode()
                : details.errorMessage();
    }
}
