package routes.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import sandbox.SandboxStore;
import sandbox.Webhook;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;

/** What intake relies on in a store that keeps rules. Each test has a bucket of its own. */
public abstract class StoreContract {

    protected final String bucket = "contract-" + UUID.randomUUID();

    /** A client of the store. */
    protected abstract S3Client store();

    /** Where the store's target {@link SandboxStore#ARN} pushes to. */
    protected abstract Webhook webhook();

    /** What the store proves itself by to the webhook. */
    protected abstract String token();

    @Test
    void the_bucket_and_its_rules_are_made_once() {
        // Given
        var watched = watched("prefix", "in/", "notification.suffix", ".mcap", "lifecycle.expire-after-days", "7");
        var first = new BucketSetup(store()).apply("raw", watched);

        // When
        var second = new BucketSetup(store()).apply("raw", watched);

        // Then
        assertThat(first.problems()).isEmpty();
        assertThat(first.changes())
                .containsExactly(
                        "bucket " + bucket + " was made",
                        "notification rule sluice-raw of bucket " + bucket + " was set to " + SandboxStore.ARN,
                        "lifecycle rule sluice-raw of bucket " + bucket + " was set to 7 days");
        assertThat(second).isEqualTo(new SetupReport(List.of(), List.of()));
    }

    @Test
    void a_changed_setting_replaces_the_rules() {
        // Given
        setUp("lifecycle.expire-after-days", "7");

        // When
        setUp("prefix", "in/", "lifecycle.expire-after-days", "8");

        // Then
        assertThat(notifications()).extracting(QueueConfiguration::id).containsExactly("sluice-raw");
        assertThat(notifications().get(0).filter().key().filterRules())
                .extracting(FilterRule::value)
                .containsExactly("in/");
        assertThat(lifecycles())
                .singleElement()
                .satisfies(rule -> assertThat(rule.expiration().days()).isEqualTo(8));
    }

    @Test
    void the_rules_of_others_stay() {
        // Given
        store().createBucket(request -> request.bucket(bucket));
        notifyOthers("theirs", "x/", "s3:ObjectRemoved:*");
        var theirs = LifecycleRule.builder()
                .id("theirs")
                .status(ExpirationStatus.ENABLED)
                .filter(filter -> filter.prefix("x/"))
                .noncurrentVersionExpiration(expiration -> expiration.noncurrentDays(3))
                .build();
        store().putBucketLifecycleConfiguration(
                        request -> request.bucket(bucket).lifecycleConfiguration(rules -> rules.rules(theirs)));

        // When
        setUp("lifecycle.expire-after-days", "7");

        // Then
        assertThat(notifications())
                .extracting(QueueConfiguration::id)
                .containsExactlyInAnyOrder("theirs", "sluice-raw");
        assertThat(lifecycles())
                .anySatisfy(rule -> {
                    assertThat(rule.id()).isEqualTo("theirs");
                    assertThat(rule.filter().prefix()).isEqualTo("x/");
                    assertThat(rule.noncurrentVersionExpiration().noncurrentDays())
                            .isEqualTo(3);
                })
                .anySatisfy(rule -> assertThat(rule.id()).isEqualTo("sluice-raw"))
                .hasSize(2);
    }

    @Test
    void a_target_that_is_not_there_is_told() {
        // When
        var report =
                new BucketSetup(store()).apply("raw", watched("notification.arn", "arn:minio:sqs::nobody:webhook"));

        // Then
        assertThat(report.problems())
                .singleElement()
                .asString()
                .contains("the store has no target arn:minio:sqs::nobody:webhook")
                .contains("MINIO_NOTIFY_WEBHOOK_ENABLE_nobody=on");
    }

    protected final void setUp(String... settings) {
        assertThat(new BucketSetup(store()).apply("raw", watched(settings)).problems())
                .isEmpty();
    }

    protected final void put(String key) {
        store().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString("text"));
    }

    final void notifyOthers(String id, String prefix, String... events) {
        var queue = QueueConfiguration.builder()
                .id(id)
                .queueArn(SandboxStore.ARN)
                .eventsWithStrings(events)
                .filter(filter -> filter.key(key -> key.filterRules(
                        FilterRule.builder().name("prefix").value(prefix).build())))
                .build();
        store().putBucketNotificationConfiguration(
                        request -> request.bucket(bucket).notificationConfiguration(c -> c.queueConfigurations(queue)));
    }

    private List<QueueConfiguration> notifications() {
        return store().getBucketNotificationConfiguration(request -> request.bucket(bucket))
                .queueConfigurations();
    }

    private List<LifecycleRule> lifecycles() {
        return store().getBucketLifecycleConfiguration(request -> request.bucket(bucket))
                .rules();
    }

    private IntakeConfig.WatchedBucket watched(String... settings) {
        var all = new ArrayList<String>(List.of("buckets.raw.bucket", bucket));
        all.addAll(List.of("buckets.raw.notification.arn", SandboxStore.ARN));
        for (int i = 0; i < settings.length; i += 2) {
            all.add("buckets.raw." + settings[i]);
            all.add(settings[i + 1]);
        }
        return Settings.of(all.toArray(String[]::new)).buckets().get("raw");
    }
}
