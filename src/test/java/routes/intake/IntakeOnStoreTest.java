package routes.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sandbox.SandboxStore;
import sandbox.SharedSandbox;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import routes.ledger.ObjectEvent;

/** Sets up and lists buckets of an S3 server that checks rules as MinIO does. */
class IntakeOnStoreTest {

    private final S3Client store = SharedSandbox.store().client();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void the_store_takes_the_rules_and_gives_them_back_as_they_should_be() {
        // Given
        var watched = watched("intake-rules", "prefix", "in/", "notification.suffix", ".mcap");
        var first = new BucketSetup(store).apply("raw", watched);

        // When
        var second = new BucketSetup(store).apply("raw", watched);

        // Then
        assertThat(first.problems()).isEmpty();
        assertThat(first.changes()).hasSize(3);
        assertThat(second).isEqualTo(new SetupReport(List.of(), List.of()));
    }

    @Test
    void the_store_takes_rules_without_filters() {
        // Given
        var watched = watched("intake-rules-without-filters");
        var first = new BucketSetup(store).apply("raw", watched);

        // When
        var second = new BucketSetup(store).apply("raw", watched);

        // Then
        assertThat(first.problems()).isEmpty();
        assertThat(second.changes()).isEmpty();
    }

    @Test
    void an_unknown_target_is_told() {
        // Given
        var watched = watched("intake-unknown-target", "notification.arn", "arn:minio:sqs::nobody:webhook");

        // When
        var report = new BucketSetup(store).apply("raw", watched);

        // Then
        assertThat(report.problems())
                .singleElement()
                .asString()
                .contains(
                        "the store has no target arn:minio:sqs::nobody:webhook",
                        "MINIO_NOTIFY_WEBHOOK_ENABLE_nobody=on");
    }

    @Test
    void lists_keys_of_all_kinds_as_they_are() {
        // Given
        store.createBucket(request -> request.bucket("intake-keys"));
        var keys = List.of(
                " a ",
                "100%.csv",
                "a b.csv",
                "a%20b.csv",
                "a%2Fb.csv",
                "a&b<c>.csv",
                "a+b.csv",
                "dir/a=b?c#d",
                "übung/日本😀.csv");
        keys.forEach(
                key -> store.putObject(request -> request.bucket("intake-keys").key(key), RequestBody.fromString("x")));
        var listed = new ArrayList<ObjectEvent>();

        // When
        new BucketLister(store, 2).list("intake-keys", "", Optional.empty(), page -> listed.addAll(page.events()));

        // Then
        assertThat(listed).extracting(ObjectEvent::key).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(listed).allSatisfy(event -> assertThat(event.eTag()).isEqualTo("9dd4e461268c8034f5c8564e155c67a6"));
    }

    private static IntakeConfig.WatchedBucket watched(String bucket, String... settings) {
        var all = new ArrayList<String>(
                List.of("buckets.raw.bucket", bucket, "buckets.raw.lifecycle.expire-after-days", "7"));
        all.addAll(List.of("buckets.raw.notification.arn", SandboxStore.ARN));
        for (int i = 0; i < settings.length; i += 2) {
            all.add("buckets.raw." + settings[i]);
            all.add(settings[i + 1]);
        }
        return Settings.of(all.toArray(String[]::new)).buckets().get("raw");
    }
}
