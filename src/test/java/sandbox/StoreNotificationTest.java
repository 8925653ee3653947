package sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.FilterRuleName;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.TopicConfiguration;

class StoreNotificationTest {

    private static final String BUCKET = "raw-data";

    private final SandboxStore store = SandboxStore.started();
    private final S3Client client = store.client();
    private final Webhook webhook = new Webhook();

    @BeforeEach
    void open() {
        store.createBucket(BUCKET);
        store.retryPushEvery(Duration.ofMillis(10));
        store.pushTo(webhook.address(), "secret-token");
    }

    @AfterEach
    void close() {
        webhook.close();
        client.close();
        store.close();
    }

    @Test
    void pushes_a_put_in_the_form_of_minio() throws JsonProcessingException {
        // Given
        notifyOf(SandboxStore.ARN, "s3:ObjectCreated:Put");

        // When
        var eTag = put("dir/a b+c.mcap").replace("\"", "");

        // Then
        var event = new ObjectMapper().readTree(pushed(1).get(0));
        var object = event.at("/Records/0/s3/object");
        assertThat(event.path("EventName").asText()).isEqualTo("s3:ObjectCreated:Put");
        assertThat(event.path("Key").asText()).isEqualTo("raw-data/dir/a b+c.mcap");
        assertThat(event.at("/Records/0/s3/bucket/name").asText()).isEqualTo(BUCKET);
        assertThat(object.path("key").asText()).isEqualTo("dir%2Fa+b%2Bc.mcap");
        assertThat(object.path("size").asLong()).isEqualTo(4);
        assertThat(object.path("eTag").asText()).isEqualTo(eTag);
        assertThat(object.path("sequencer").asText()).matches("[0-9A-F]{16}");
        assertThat(webhook.authorizations()).containsExactly("Bearer secret-token");
    }

    @Test
    void the_sequencer_rises_with_each_version() {
        // Given
        notifyOf(SandboxStore.ARN, "s3:ObjectCreated:Put", "s3:ObjectRemoved:Delete");

        // When
        put("a.mcap");
        put("a.mcap");
        client.deleteObject(request -> request.bucket(BUCKET).key("a.mcap"));

        // Then
        var sequencers =
                pushed(3).stream().map(StoreNotificationTest::sequencer).toList();
        assertThat(sequencers).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void pushes_only_what_the_rules_ask_for() {
        // Given
        notifyOf(SandboxStore.ARN, "s3:ObjectCreated:Put");

        // When
        put("other.txt");
        client.copyObject(request -> request.sourceBucket(BUCKET)
                .sourceKey("other.txt")
                .destinationBucket(BUCKET)
                .destinationKey("copy.mcap"));
        put("wanted.mcap");

        // Then
        assertThat(pushed(1)).singleElement().asString().contains("wanted.mcap");
    }

    @Test
    void repeats_an_event_until_it_is_accepted_and_keeps_the_order() {
        // Given
        notifyOf(SandboxStore.ARN, "s3:ObjectCreated:Put");
        webhook.refuseNext(3);

        // When
        put("1.mcap");
        put("2.mcap");

        // Then
        assertThat(pushed(2))
                .satisfiesExactly(
                        first -> assertThat(first).contains("1.mcap"),
                        second -> assertThat(second).contains("2.mcap"));
    }

    @Test
    void loses_an_event_on_demand() {
        // Given
        notifyOf(SandboxStore.ARN, "s3:ObjectCreated:Put");
        store.losePushes(1);

        // When
        put("lost.mcap");
        put("pushed.mcap");

        // Then
        assertThat(pushed(1)).singleElement().asString().contains("pushed.mcap");
    }

    @Test
    void pushes_an_event_twice_on_demand() {
        // Given
        notifyOf(SandboxStore.ARN, "s3:ObjectCreated:Put");
        store.repeatPushes(1);

        // When
        put("twice.mcap");

        // Then
        assertThat(pushed(2)).hasSize(2).containsOnly(webhook.bodies().get(0));
    }

    @Test
    void refuses_a_target_it_does_not_know() {
        assertRefused(400, "InvalidArgument", () -> notifyOf("arn:minio:sqs::other:webhook", "s3:ObjectCreated:Put"));
    }

    @Test
    void refuses_an_event_named_twice() {
        assertRefused(
                400,
                "InvalidArgument",
                () -> notifyOf(SandboxStore.ARN, "s3:ObjectCreated:Put", "s3:ObjectCreated:Put"));
    }

    @Test
    void refuses_a_filter_by_the_name_that_the_client_library_gives_it() {
        // Given
        var suffix =
                FilterRule.builder().name(FilterRuleName.SUFFIX).value(".mcap").build();

        // Then
        assertRefused(400, "InvalidArgument", () -> notifyOf(suffix, SandboxStore.ARN, "s3:ObjectCreated:Put"));
    }

    @Test
    void refuses_topics() {
        var topic = TopicConfiguration.builder()
                .topicArn("arn:aws:sns:us-east-1:1:topic")
                .eventsWithStrings("s3:ObjectCreated:Put")
                .build();
        assertRefused(
                400,
                "UnsupportedNotification",
                () -> client.putBucketNotificationConfiguration(request ->
                        request.bucket(BUCKET).notificationConfiguration(c -> c.topicConfigurations(topic))));
    }

    @Test
    void gives_back_the_notification_it_was_given() {
        // Given
        notifyOf(SandboxStore.ARN, "s3:ObjectCreated:Put");

        // When
        var configuration = client.getBucketNotificationConfiguration(request -> request.bucket(BUCKET));

        // Then
        assertThat(configuration.queueConfigurations()).singleElement().satisfies(queue -> {
            assertThat(queue.queueArn()).isEqualTo(SandboxStore.ARN);
            assertThat(queue.eventsAsStrings()).containsExactly("s3:ObjectCreated:Put");
        });
    }

    @Test
    void keeps_a_lifecycle_rule() {
        // Given
        setLifecycle(rule().expiration(expiration -> expiration.days(7)).build());

        // When
        var configuration = client.getBucketLifecycleConfiguration(request -> request.bucket(BUCKET));

        // Then
        assertThat(configuration.rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.expiration().days()).isEqualTo(7));
    }

    @Test
    void refuses_a_lifecycle_rule_that_only_aborts_uploads() {
        var abort = rule().abortIncompleteMultipartUpload(upload -> upload.daysAfterInitiation(1))
                .build();
        assertRefused(400, "MalformedXML", () -> setLifecycle(abort));
    }

    @Test
    void says_that_a_bucket_has_no_lifecycle() {
        assertRefused(
                404,
                "NoSuchLifecycleConfiguration",
                () -> client.getBucketLifecycleConfiguration(request -> request.bucket(BUCKET)));
    }

    @Test
    void fails_the_next_requests_on_demand() {
        // Given
        store.failNext(1, 400);

        // When
        assertRefused(400, "InvalidRequest", () -> client.listBuckets());

        // Then
        assertThat(client.listBuckets().buckets()).hasSize(1);
    }

    @Test
    void hangs_until_it_is_released() {
        // Given
        store.hang();
        var listing = CompletableFuture.supplyAsync(client::listBuckets);
        assertThat(listing).isNotDone();

        // When
        store.release();

        // Then
        assertThat(listing).succeedsWithin(Duration.ofMinutes(1));
    }

    private static void assertRefused(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }

    private void notifyOf(String arn, String... events) {
        notifyOf(FilterRule.builder().name("suffix").value(".mcap").build(), arn, events);
    }

    private void notifyOf(FilterRule suffix, String arn, String... events) {
        var queue = QueueConfiguration.builder()
                .queueArn(arn)
                .eventsWithStrings(events)
                .filter(filter -> filter.key(key -> key.filterRules(suffix)))
                .build();
        client.putBucketNotificationConfiguration(
                request -> request.bucket(BUCKET).notificationConfiguration(c -> c.queueConfigurations(queue)));
    }

    private static LifecycleRule.Builder rule() {
        return LifecycleRule.builder()
                .id("rule")
                .status(ExpirationStatus.ENABLED)
                .filter(filter -> filter.prefix(""));
    }

    private void setLifecycle(LifecycleRule rule) {
        client.putBucketLifecycleConfiguration(
                request -> request.bucket(BUCKET).lifecycleConfiguration(configuration -> configuration.rules(rule)));
    }

    private String put(String key) {
        return client.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString("text"))
                .eTag();
    }

    /** The bodies that came, once nothing is on its way. */
    private List<String> pushed(int count) {
        await().until(() -> webhook.bodies().size() >= count && store.undeliveredPushes() == 0);
        return webhook.bodies();
    }

    private static BigInteger sequencer(String body) {
        try {
            JsonNode event = new ObjectMapper().readTree(body);
            return new BigInteger(event.at("/Records/0/s3/object/sequencer").asText(), 16);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
