package routes.intake;

import java.util.List;
import java.util.Optional;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;

/** Reads and sets what the store keeps about a bucket. Each method returns the change it made, or throws what hindered it. */
final class BucketRules {

    private final S3Client store;
    private final boolean readOnly;

    /** @param readOnly whether changes are only told, and not made */
    BucketRules(S3Client store, boolean readOnly) {
        this.store = store;
        this.readOnly = readOnly;
    }

    /** Makes the bucket if it is not there. */
    Optional<String> bucket(String name, IntakeConfig.WatchedBucket watched) {
        var bucket = watched.bucket();
        try {
            store.headBucket(request -> request.bucket(bucket));
            return Optional.empty();
        } catch (SdkException e) {
            if (status(e) != 404) {
                throw new SetupProblem(StoreErrors.explained("bucket " + bucket + " cannot be looked at", e), e);
            }
        }
        if (!watched.create()) {
            throw new SetupProblem(
                    "bucket " + bucket + " is not there: make it, or set routes.intake.buckets." + name
                            + ".create=true",
                    null);
        }
        try {
            return change("bucket " + bucket, "made", () -> store.createBucket(request -> request.bucket(bucket)));
        } catch (SdkException e) {
            if (status(e) == 409) {
                return Optional.empty(); // Another replica was faster.
            }
            throw new SetupProblem(StoreErrors.explained("bucket " + bucket + " cannot be made", e), e);
        }
    }

    /** Sets the rule by which the store pushes events, if a target is configured. */
    Optional<String> notification(String name, IntakeConfig.WatchedBucket watched) {
        return watched.notification().arn().flatMap(arn -> {
            var suffix = watched.notification().suffix().orElse("");
            var wanted = NotificationRules.wanted(id(name), arn, prefix(watched), suffix);
            try {
                return notification(watched.bucket(), wanted);
            } catch (SdkException e) {
                var what = "notification rule " + wanted.id() + " of bucket " + watched.bucket() + " is not set";
                throw new SetupProblem(StoreErrors.explainedNotification(what, arn, e), e);
            }
        });
    }

    private Optional<String> notification(String bucket, QueueConfiguration wanted) {
        var present = store.getBucketNotificationConfiguration(request -> request.bucket(bucket));
        return NotificationRules.merged(present.queueConfigurations(), wanted)
                .flatMap(rules -> change(
                        "notification rule " + wanted.id() + " of bucket " + bucket,
                        "set to " + wanted.queueArn(),
                        () -> store.putBucketNotificationConfiguration(
                                request -> request.bucket(bucket).notificationConfiguration(with(present, rules)))));
    }

    private static NotificationConfiguration with(
            GetBucketNotificationConfigurationResponse present, List<QueueConfiguration> rules) {
        var configuration = NotificationConfiguration.builder()
                .queueConfigurations(rules)
                .eventBridgeConfiguration(present.eventBridgeConfiguration());
        // MinIO refuses what it does not have, even where it is empty.
        if (present.hasTopicConfigurations()) {
            configuration.topicConfigurations(present.topicConfigurations());
        }
        if (present.hasLambdaFunctionConfigurations()) {
            configuration.lambdaFunctionConfigurations(present.lambdaFunctionConfigurations());
        }
        return configuration.build();
    }

    /** Sets the rule by which the store removes old objects, if a number of days is configured. */
    Optional<String> lifecycle(String name, IntakeConfig.WatchedBucket watched) {
        var days = watched.lifecycle().expireAfterDays();
        if (days.isEmpty()) {
            return Optional.empty();
        }
        var wanted = LifecycleRules.wanted(id(name), prefix(watched), days.getAsInt());
        try {
            return lifecycle(watched.bucket(), wanted);
        } catch (SdkException e) {
            var what = "lifecycle rule " + wanted.id() + " of bucket " + watched.bucket() + " is not set";
            throw new SetupProblem(StoreErrors.explained(what, e), e);
        }
    }

    private Optional<String> lifecycle(String bucket, LifecycleRule wanted) {
        var extensions = new LifecycleExtensions();
        var present = lifecycle(bucket, extensions);
        return LifecycleRules.merged(present.rules(), wanted).flatMap(rules -> {
            extensions.refuseLoss(bucket, wanted.id());
            return change(
                    "lifecycle rule " + wanted.id() + " of bucket " + bucket,
                    "set to " + wanted.expiration().days() + " days",
                    () -> store.putBucketLifecycleConfiguration(request -> request.bucket(bucket)
                            .transitionDefaultMinimumObjectSize(present.transitionDefaultMinimumObjectSize())
                            .lifecycleConfiguration(configuration -> configuration.rules(rules))));
        });
    }

    private GetBucketLifecycleConfigurationResponse lifecycle(String bucket, LifecycleExtensions extensions) {
        try {
            return store.getBucketLifecycleConfiguration(
                    request -> request.bucket(bucket).overrideConfiguration(call -> call.addPlugin(extensions)));
        } catch (AwsServiceException e) {
            if (e.statusCode() == 404) {
                return GetBucketLifecycleConfigurationResponse.builder().build();
            }
            throw e;
        }
    }

    private Optional<String> change(String what, String done, Runnable step) {
        if (readOnly) {
            return Optional.of(what + " is not " + done);
        }
        step.run();
        return Optional.of(what + " was " + done);
    }

    private static String id(String name) {
        return "sluice-" + name;
    }

    private static String prefix(IntakeConfig.WatchedBucket watched) {
        return watched.prefix().orElse("");
    }

    private static int status(SdkException error) {
        return error instanceof AwsServiceException refusal ? refusal.statusCode() : 0;
    }
}
