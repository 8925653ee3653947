package routes.rosbag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

import routes.shared.InvalidInputException;

/** What readers see when an output does not come to its end. */
class UnfinishedOutputTest extends ProcessingOnLocalStore {

    @Test
    void leaves_the_former_output_when_a_recording_is_refused_in_its_last_row() throws IOException {
        // Given
        processor.process(uploaded("bad-end", SMALL));
        var receipt = store.processed("bad-end.receipt.json");
        var bad = uploaded("bad-end", "a,b\n1\n" + BIG + "\"open,2\n");

        // When
        assertThatThrownBy(() -> processor.process(bad)).isInstanceOf(InvalidInputException.class);

        // Then
        assertThat(store.processed("bad-end.csv")).hasValue(SMALL);
        assertThat(store.processed("bad-end.receipt.json")).isEqualTo(receipt);
        assertThat(store.processed("bad-end.rejects.jsonl")).isEmpty();
        assertThat(store.unfinishedUploads("bad-end.csv")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void leaves_the_former_output_when_the_store_fails_on_a_part(int part) throws IOException {
        // Given
        processor.process(uploaded("part-" + part, SMALL));
        var big = uploaded("part-" + part, BIG);
        store.calls().fail(request -> request instanceof UploadPartRequest upload && upload.partNumber() == part);

        // When
        assertThatThrownBy(() -> processor.process(big)).isInstanceOf(S3Exception.class);

        // Then
        assertThat(store.processed("part-" + part + ".csv")).hasValue(SMALL);
        assertThat(store.unfinishedUploads("part-" + part + ".csv")).isZero();
    }

    @Test
    void leaves_no_output_when_the_upload_cannot_even_begin() {
        // Given
        var big = uploaded("no-begin", BIG);
        store.calls().fail(request -> request instanceof CreateMultipartUploadRequest);

        // When
        assertThatThrownBy(() -> processor.process(big)).isInstanceOf(S3Exception.class);

        // Then
        assertThat(store.processed("no-begin.csv")).isEmpty();
    }

    @Test
    void tells_the_first_failure_even_if_nothing_can_be_cleaned_up() {
        // Given
        var big = uploaded("no-cleaning", BIG);
        store.calls()
                .fail(request -> !(request instanceof GetObjectRequest)
                        && !(request instanceof HeadObjectRequest)
                        && !(request instanceof CreateMultipartUploadRequest));

        // When, Then
        assertThatThrownBy(() -> processor.process(big))
                .isInstanceOf(S3Exception.class)
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
    }

    @Test
    void brings_everything_in_order_when_it_is_tried_again_after_a_failure_at_the_very_end() throws IOException {
        // Given
        var big = uploaded("retried", BIG);
        store.calls().fail(request -> request instanceof CompleteMultipartUploadRequest);
        assertThatThrownBy(() -> processor.process(big)).isInstanceOf(S3Exception.class);
        store.calls().reset();

        // When
        var result = processor.process(big);

        // Then
        assertThat(store.processed("retried.csv").orElseThrow()).hasSize((int) result.size());
        assertThat(store.processed("retried.receipt.json")).isPresent();
    }

    @Test
    void publishes_the_rejects_before_the_csv_they_are_missing_from() throws IOException {
        // Given
        processor.process(uploaded("order", SMALL));
        var next = uploaded("order", "a,b\n1\n");
        store.calls()
                .fail(put ->
                        put instanceof PutObjectRequest object && object.key().endsWith(".jsonl"));

        // When
        assertThatThrownBy(() -> processor.process(next)).isInstanceOf(S3Exception.class);

        // Then
        assertThat(store.processed("order.csv")).hasValue(SMALL);
    }

    @Test
    void publishes_the_receipt_after_the_csv_it_speaks_of() throws IOException {
        // Given
        processor.process(uploaded("receipt-last", SMALL));
        var receipt = store.processed("receipt-last.receipt.json");
        var next = uploaded("receipt-last", "a,b\n5,6\n");
        store.calls()
                .fail(put ->
                        put instanceof PutObjectRequest object && object.key().endsWith(".csv"));

        // When
        assertThatThrownBy(() -> processor.process(next)).isInstanceOf(S3Exception.class);

        // Then
        assertThat(store.processed("receipt-last.receipt.json")).isEqualTo(receipt);
    }

    @Test
    void gives_up_a_recording_that_is_not_wanted_any_more() throws IOException {
        // Given
        processor.process(uploaded("unwanted", SMALL));
        var big = uploaded("unwanted", BIG);
        var asked = new AtomicInteger();

        // When
        assertThatThrownBy(() -> processor.process(big, () -> asked.incrementAndGet() < 2))
                .hasMessageContaining("the run was cancelled");

        // Then
        assertThat(asked).hasValue(2);
        assertThat(store.processed("unwanted.csv")).hasValue(SMALL);
        assertThat(store.unfinishedUploads("unwanted.csv")).isZero();
    }
}
