package routes.rosbag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

import routes.rosbag.ProcessedRecording.Outcome;
import routes.shared.InvalidInputException;

class RecordingProcessorTest extends ProcessingOnLocalStore {

    @Test
    void takes_four_requests_for_a_small_recording() throws IOException {
        // Given
        var recording = uploaded("calls", SMALL);

        // When
        processor.process(recording);

        // Then
        assertThat(store.calls().names()).containsExactly("HeadObject", "GetObject", "PutObject", "PutObject");
    }

    @Test
    void takes_two_more_where_rows_are_rejected() throws IOException {
        // Given
        var recording = uploaded("calls-with-rejects", "a,b\n1\n");

        // When
        processor.process(recording);

        // Then
        assertThat(store.calls().names())
                .containsExactly("HeadObject", "GetObject", "HeadObject", "PutObject", "PutObject", "PutObject");
    }

    @Test
    void hands_over_a_receipt_that_names_input_and_output() throws Exception {
        // Given
        var eTag = store.upload("receipt.mcap", "a,b\n1,2\n3\n");
        var recording = new Recording(LocalStore.RAW, "receipt.mcap", null, eTag, 7L, "42");

        // When
        processor.process(recording);

        // Then
        var csv = store.processed("receipt.csv").orElseThrow();
        var head = store.client()
                .headObject(request -> request.bucket(LocalStore.PROCESSED).key("receipt.csv"));
        var lastModified = store.client()
                .headObject(request -> request.bucket(LocalStore.RAW).key("receipt.mcap"))
                .lastModified();
        assertThat(head.contentType()).isEqualTo("text/csv; charset=utf-8");
        assertThat(new ObjectMapper()
                        .readTree(store.processed("receipt.receipt.json").orElseThrow()))
                .isEqualTo(new ObjectMapper().readTree("""
                    {"processor": "rosbag/1", "time": "2026-11-20T10:00:00Z", "runId": "42", "eventId": 7,
                     "input": {"bucket": "raw-data", "key": "receipt.mcap", "versionId": null,
                               "eTag": "%s", "lastModified": "%s", "size": 10},
                     "output": {"bucket": "processed-data", "key": "receipt.csv", "eTag": %s, "size": 8,
                                "rows": 1, "checksum": "sha256:%s"},
                     "rejects": {"key": "receipt.rejects.jsonl", "rows": 1}}
                    """.formatted(eTag, lastModified, head.eTag(), sha256(csv))));
    }

    @Test
    void returns_a_result_that_survives_being_stored_as_json() throws Exception {
        // Given
        var json = new ObjectMapper();
        var recording = uploaded("result", SMALL);

        // When
        var result = processor.process(recording);

        // Then
        assertThat(result)
                .isEqualTo(new ProcessedRecording(
                        Outcome.PROCESSED, LocalStore.PROCESSED, "result.csv", null, 2, 0, 12, sha256(SMALL)))
                .isEqualTo(json.readValue(json.writeValueAsBytes(result), ProcessedRecording.class));
    }

    @Test
    void makes_the_same_bytes_every_time() throws IOException {
        // Given
        var recording = uploaded("again", SMALL);
        var once = processor.process(recording);
        var first = store.processed("again.csv");

        // When
        var twice = processor.process(recording);

        // Then
        assertThat(twice).isEqualTo(once);
        assertThat(store.processed("again.csv")).isEqualTo(first);
    }

    @Test
    void uploads_a_big_result_in_parts_and_leaves_no_upload_open() throws IOException {
        // Given
        var recording = uploaded("big", BIG);

        // When
        var result = processor.process(recording);

        // Then
        assertThat(store.processed("big.csv")).hasValue(BIG);
        assertThat(result.rows()).isEqualTo(1024 * 1024);
        assertThat(store.calls().names())
                .startsWith(
                        "HeadObject", "GetObject", "CreateMultipartUpload", "UploadPart", "UploadPart", "UploadPart")
                .contains("CompleteMultipartUpload");
        assertThat(store.unfinishedUploads("big.csv")).isZero();
    }

    @Test
    void takes_nothing_when_the_object_was_replaced_meanwhile() throws IOException {
        // Given
        var former = uploaded("replaced", SMALL);
        store.upload("replaced.mcap", "a,b\n5,6\n");

        // When
        var result = processor.process(former);

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.SUPERSEDED);
        assertThat(store.processed("replaced.csv")).isEmpty();
    }

    @Test
    void takes_whatever_is_there_for_an_event_without_version_and_tag() throws IOException {
        // Given
        store.upload("by-hand.mcap", SMALL);

        // When
        processor.process(new Recording(LocalStore.RAW, "by-hand.mcap", null, null, null, null));

        // Then
        assertThat(store.processed("by-hand.csv")).hasValue(SMALL);
    }

    @Test
    void parks_a_recording_that_is_gone() {
        assertThatThrownBy(() -> processor.process(new Recording("raw-data", "gone.mcap", null, "x", null, null)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("raw-data/gone.mcap: the object is gone: it was deleted after the event; upload it again");
    }

    @Test
    void retries_where_a_bucket_is_missing_and_says_which() {
        // Given
        // A big one: its upload begins with a request without body, which the server cannot refuse before it is sent.
        store.upload("no-bucket.mcap", BIG);
        var elsewhere = new RecordingProcessor(
                store.client(), Settings.of(Map.of("routes.rosbag.destination.bucket", "nowhere")), CLOCK);

        // When, Then
        assertThatThrownBy(() -> elsewhere.process(new Recording("raw-data", "no-bucket.mcap", null, null, null, null)))
                .isInstanceOf(IOException.class)
                .hasMessage("bucket nowhere does not exist; create it or set routes.rosbag.destination.bucket");
        assertThatThrownBy(() -> processor.process(new Recording("nowhere", "k.mcap", null, null, null, null)))
                .isInstanceOf(IOException.class)
                .hasMessage("bucket nowhere does not exist; check routes.store.endpoint");
    }

    @Test
    void retries_where_a_right_is_missing_and_says_which() {
        // Given
        var recording = uploaded("denied", SMALL);

        // When, Then
        store.calls().deny(request -> request instanceof GetObjectRequest);
        assertThatThrownBy(() -> processor.process(recording))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("reading raw-data/denied.mcap is denied")
                .hasMessageContaining("s3:GetObject ");
        store.calls().deny(request -> request instanceof PutObjectRequest);
        assertThatThrownBy(() -> processor.process(recording))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("writing processed-data/denied.csv is denied")
                .hasMessageContaining("s3:PutObject");
    }

    @Test
    void refuses_to_replace_a_recording_by_its_own_result() {
        // Given
        var same = new RecordingProcessor(
                store.client(),
                Settings.of(
                        Map.of("routes.rosbag.destination.bucket", "raw-data", "routes.rosbag.source.suffix", ".csv")),
                CLOCK);

        // When, Then
        assertThatThrownBy(() -> same.process(new Recording("raw-data", "drive.csv", null, null, null, null)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("raw-data/drive.csv: the result would replace the recording itself; set"
                        + " routes.rosbag.destination.bucket to another bucket than raw-data");
    }

    @Test
    void refuses_a_key_that_leaves_no_room_for_the_names_of_the_results() {
        // Given
        var key = "ü".repeat(507) + ".mcap";

        // When, Then
        assertThatThrownBy(() -> processor.process(new Recording("raw-data", key, null, null, null, null)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the key is too long");
    }

    private static String sha256(String text) throws Exception {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
