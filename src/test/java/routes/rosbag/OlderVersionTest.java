package routes.rosbag;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import routes.rosbag.ProcessedRecording.Outcome;

/** What becomes of older versions in a versioned bucket. */
class OlderVersionTest {

    private static final String FORMER = "a,b\n1,2\n";
    private static final String LATTER = "a,b\n3,4\n";
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final VersionedStore store = new VersionedStore();
    private final RecordingProcessor processor = new RecordingProcessor(store, Settings.defaults(), Clock.systemUTC());

    @Test
    void a_version_that_is_the_current_one_costs_no_further_request() throws IOException {
        // Given
        var only = upload(FORMER, NOON);

        // When
        processor.process(only);

        // Then
        assertThat(store.processed("drive.csv")).isEqualTo(FORMER);
        assertThat(store.requests()).isEqualTo(4);
    }

    @Test
    void an_older_version_does_not_take_the_place_of_a_newer_one() throws IOException {
        // Given
        var former = upload(FORMER, NOON);
        processor.process(upload(LATTER, NOON.plusSeconds(1)));
        var receipt = store.processed("drive.receipt.json");

        // When
        var result = processor.process(former);

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.SUPERSEDED);
        assertThat(store.processed("drive.csv")).isEqualTo(LATTER);
        assertThat(store.processed("drive.receipt.json")).isEqualTo(receipt);
    }

    @Test
    void of_versions_of_the_same_second_the_one_that_is_not_current_is_the_older_one() throws IOException {
        // Given
        var former = upload(FORMER, NOON);
        processor.process(upload(LATTER, NOON));

        // When
        var result = processor.process(former);

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.SUPERSEDED);
    }

    @Test
    void an_older_version_is_published_while_no_newer_one_is() throws IOException {
        // Given
        var former = upload(FORMER, NOON);
        upload(LATTER, NOON.plusSeconds(1));

        // When
        var result = processor.process(former);

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.PROCESSED);
        assertThat(store.processed("drive.csv")).isEqualTo(FORMER);
    }

    @Test
    void an_older_version_may_be_done_again_until_a_newer_one_is_published() throws IOException {
        // Given
        var former = upload(FORMER, NOON);
        processor.process(former);
        upload(LATTER, NOON.plusSeconds(1));

        // When
        var result = processor.process(former);

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.PROCESSED);
    }

    @Test
    void a_version_is_published_again_once_it_is_the_current_one_again() throws IOException {
        // Given
        var former = upload(FORMER, NOON);
        processor.process(upload(LATTER, NOON.plusSeconds(1)));
        store.deleteNewest();

        // When
        processor.process(former);

        // Then
        assertThat(store.processed("drive.csv")).isEqualTo(FORMER);
    }

    @Test
    void a_receipt_of_somebody_else_holds_nothing_up() throws IOException {
        // Given
        var former = upload(FORMER, NOON);
        upload(LATTER, NOON.plusSeconds(1));
        store.put("drive.receipt.json", "paid");

        // When
        var result = processor.process(former);

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.PROCESSED);
    }

    private Recording upload(String content, Instant time) {
        return new Recording("raw-data", "drive.mcap", store.upload(content, time), null, null, null);
    }
}
