package routes.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

import routes.ledger.EventLedger.Decided;
import routes.ledger.ObjectEvent;
import routes.ledger.Source;
import routes.ledger.TestLedger;

/** What intake relies on in a store that pushes events and is listed. */
public abstract class PushingStoreContract extends StoreContract {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int SMALLEST_PART = 5 * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FIELDS_OF_A_PUT = List.of(
            "/EventName",
            "/Key",
            "/Records/0/awsRegion",
            "/Records/0/eventName",
            "/Records/0/eventSource",
            "/Records/0/eventTime",
            "/Records/0/eventVersion",
            "/Records/0/requestParameters/principalId",
            "/Records/0/requestParameters/region",
            "/Records/0/requestParameters/sourceIPAddress",
            "/Records/0/responseElements/x-amz-id-2",
            "/Records/0/responseElements/x-amz-request-id",
            "/Records/0/responseElements/x-minio-deployment-id",
            "/Records/0/responseElements/x-minio-origin-endpoint",
            "/Records/0/s3/bucket/arn",
            "/Records/0/s3/bucket/name",
            "/Records/0/s3/bucket/ownerIdentity/principalId",
            "/Records/0/s3/configurationId",
            "/Records/0/s3/object/contentType",
            "/Records/0/s3/object/eTag",
            "/Records/0/s3/object/key",
            "/Records/0/s3/object/sequencer",
            "/Records/0/s3/object/size",
            "/Records/0/s3/object/userMetadata/X-Amz-Meta-Run",
            "/Records/0/s3/object/userMetadata/content-type",
            "/Records/0/s3/s3SchemaVersion",
            "/Records/0/source/host",
            "/Records/0/source/port",
            "/Records/0/source/userAgent",
            "/Records/0/userIdentity/principalId");

    /** What a listing shows of the time of an object. */
    protected abstract ChronoUnit listedPrecision();

    @Test
    void a_push_has_the_fields_of_minio_and_the_token() throws JsonProcessingException {
        // Given
        setUp();

        // When
        store().putObject(
                        request -> request.bucket(bucket).key("a").metadata(Map.of("run", "7")),
                        RequestBody.fromString("text"));

        // Then
        pushed(1);
        var fields = new TreeSet<String>();
        collect(JSON.readTree(bodies().get(0)), "", fields);
        assertThat(fields).containsExactlyElementsOf(FIELDS_OF_A_PUT);
        assertThat(webhook().authorizations()).containsOnly("Bearer " + token());
    }

    @Test
    void a_put_is_one_event_whatever_its_key() {
        // Given
        setUp();
        var keys =
                List.of(" a ", "100%.csv", "a b.csv", "a%20b.csv", "a%2Fb.csv", "a&b<c>.csv", "a+b.csv", "d/e=f?g#h");
        var unusual = List.of("*~'()!", "übung/日本😀.csv");
        var all = new ArrayList<>(keys);
        all.addAll(unusual);

        // When
        all.forEach(this::put);

        // Then
        assertThat(pushed(all.size())).extracting(ObjectEvent::key).containsExactlyElementsOf(all);
        assertThat(pushed(all.size())).allSatisfy(event -> {
            assertThat(event.name()).isEqualTo("ObjectCreated:Put");
            assertThat(event.eTag()).isEqualTo("1cb251ec0d568de6a929b520c4aed8d1");
            assertThat(event.size()).isEqualTo(4);
            assertThat(event.sequencer()).matches("0{16}[0-9A-F]{16}");
            assertThat(event.time()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
            assertThat(event.versionId()).isNull();
        });
        assertThat(pushed(1)).extracting(ObjectEvent::rawKey).contains("+a+", "d%2Fe%3Df%3Fg%23h", "%2A~%27%28%29%21");
    }

    @Test
    void an_empty_object_is_known_to_be_empty() {
        // Given
        setUp();

        // When
        store().putObject(request -> request.bucket(bucket).key("empty"), RequestBody.empty());

        // Then
        assertThat(pushed(1))
                .singleElement()
                .satisfies(event -> assertThat(event.size()).isZero());
        assertThat(bodies().get(0)).doesNotContain("\"size\"");
    }

    @Test
    void an_upload_in_parts_and_a_copy_are_one_event_each() {
        // Given
        setUp();

        // When
        var eTag = putInParts("parts");
        store().copyObject(request -> request.sourceBucket(bucket)
                .sourceKey("parts")
                .destinationBucket(bucket)
                .destinationKey("copy"));

        // Then
        assertThat(pushed(2))
                .satisfiesExactly(
                        parts -> {
                            assertThat(parts.name()).isEqualTo("ObjectCreated:CompleteMultipartUpload");
                            assertThat(parts.key()).isEqualTo("parts");
                            assertThat(parts.eTag()).isEqualTo(eTag).endsWith("-2");
                            assertThat(parts.size()).isEqualTo(SMALLEST_PART + 4L);
                        },
                        copy -> {
                            assertThat(copy.name()).isEqualTo("ObjectCreated:Copy");
                            assertThat(copy.key()).isEqualTo("copy");
                            assertThat(copy.size()).isEqualTo(SMALLEST_PART + 4L);
                        });
        assertThat(bodies()).allSatisfy(body -> assertThat(body).contains("\"content-length\":\""));
    }

    @Test
    void an_object_that_two_rules_push_comes_once() {
        // Given
        store().createBucket(request -> request.bucket(bucket));
        notifyOthers("theirs", "in/", "s3:ObjectCreated:*", "s3:ObjectRemoved:*");
        setUp();

        // When
        put("in/a");
        store().deleteObject(request -> request.bucket(bucket).key("in/a"));
        put("last");

        // Then
        assertThat(pushed(3))
                .extracting(ObjectEvent::name, ObjectEvent::key)
                .containsExactly(
                        tuple("ObjectCreated:Put", "in/a"),
                        tuple("ObjectRemoved:Delete", "in/a"),
                        tuple("ObjectCreated:Put", "last"));
        assertThat(pushed(3).get(1).eTag()).isNull();
    }

    @Test
    void the_sequencer_rises_with_each_version() {
        // Given
        setUp();

        // When
        for (int version = 0; version < 5; version++) {
            put("a");
        }

        // Then
        assertThat(pushed(5)).extracting(ObjectEvent::sequencer).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void events_wait_while_the_receiver_answers_503() {
        // Given
        setUp();
        webhook().refuseNext(2);

        // When
        put("1");
        put("2");

        // Then
        assertThat(pushed(2)).extracting(ObjectEvent::key).containsExactly("1", "2");
    }

    @Test
    void events_wait_while_the_receiver_is_down() {
        // Given
        setUp();
        webhook().stop();

        // When
        put("1");
        put("2");
        webhook().start();

        // Then
        assertThat(pushed(2)).extracting(ObjectEvent::key).containsExactly("1", "2");
    }

    @Test
    void the_listing_finds_nothing_that_was_not_pushed() {
        // Given
        setUp();
        put("put");
        putInParts("parts");
        store().putObject(request -> request.bucket(bucket).key("dir/empty"), RequestBody.empty());
        store().copyObject(request -> request.sourceBucket(bucket)
                .sourceKey("put")
                .destinationBucket(bucket)
                .destinationKey("copy"));
        var ledger = TestLedger.create();
        pushed(4).forEach(event -> ledger.events.accept(new Decided(event, List.of())));
        var listed = listed();

        // When
        var unknown = ledger.events.unknown(listed);

        // Then
        assertThat(listed).extracting(ObjectEvent::key).containsExactly("copy", "dir/empty", "parts", "put");
        assertThat(unknown).isEmpty();
        assertThat(listed)
                .allSatisfy(object -> assertThat(pushed(4))
                        .anySatisfy(event -> assertThat(event)
                                .returns(object.key(), ObjectEvent::key)
                                .returns(object.eTag(), ObjectEvent::eTag)
                                .returns(object.size(), ObjectEvent::size)
                                .returns(object.time(), this::listedTime)));
    }

    /** The events of this test's bucket, once there are that many. */
    protected final List<ObjectEvent> pushed(int count) {
        await().atMost(SOON).until(() -> bodies().size() >= count);
        return bodies().stream().map(PushingStoreContract::read).toList();
    }

    protected final List<ObjectEvent> listed() {
        var listed = new ArrayList<ObjectEvent>();
        new BucketLister(store(), 3).list(bucket, "", Optional.empty(), page -> listed.addAll(page.events()));
        return listed;
    }

    private List<String> bodies() {
        return webhook().bodies().stream()
                .filter(body -> body.contains("\"" + bucket + "\""))
                .toList();
    }

    /** The sequencer is the time of the object in nanoseconds, of which a listing shows less. */
    private Instant listedTime(ObjectEvent event) {
        return Instant.ofEpochMilli(Long.parseLong(event.sequencer(), 16) / 1_000_000)
                .truncatedTo(listedPrecision());
    }

    private static ObjectEvent read(String body) {
        var reading = new EventReader().read(Source.WEBHOOK, body.getBytes(UTF_8));
        assertThat(reading.unreadable()).as(body).isEmpty();
        assertThat(reading.events()).as(body).hasSize(1);
        return reading.events().get(0);
    }

    private String putInParts(String key) {
        var upload = store().createMultipartUpload(
                        request -> request.bucket(bucket).key(key))
                .uploadId();
        var bodies = List.of(RequestBody.fromBytes(new byte[SMALLEST_PART]), RequestBody.fromString("text"));
        var parts = new ArrayList<CompletedPart>();
        for (int number = 1; number <= bodies.size(); number++) {
            int part = number;
            var sent = store().uploadPart(
                            request -> request.bucket(bucket)
                                    .key(key)
                                    .uploadId(upload)
                                    .partNumber(part),
                            bodies.get(part - 1));
            parts.add(CompletedPart.builder().partNumber(part).eTag(sent.eTag()).build());
        }
        return store().completeMultipartUpload(request ->
                        request.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)))
                .eTag()
                .replace("\"", "");
    }

    private static void collect(JsonNode node, String path, TreeSet<String> fields) {
        if (node.isValueNode()) {
            fields.add(path);
            return;
        }
        node.properties().forEach(field -> collect(field.getValue(), path + "/" + field.getKey(), fields));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), path + "/" + i, fields);
        }
    }
}
