package routes.rosbag;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import routes.rosbag.ProcessedRecording.Outcome;
import routes.shared.HeapBudget;

/** How much memory recordings take that are processed at once. */
@Timeout(300)
class OutputRoomTest extends ProcessingOnLocalStore {

    private static final long ROOM_FOR_ONE = 32L * 1024 * 1024;
    private static final int AT_ONCE = 5;

    private final HeapBudget budget = new HeapBudget(ROOM_FOR_ONE);
    private final RecordingProcessor frugal =
            new RecordingProcessor(store.client(), Settings.defaults(), CLOCK, budget);

    @Test
    void large_recordings_take_turns_where_there_is_room_for_one() {
        // Given
        var large = "a,b\n" + "some value,another\n".repeat(500_000);
        var recordings = IntStream.range(0, AT_ONCE)
                .mapToObj(number -> uploaded("large-" + number, large))
                .toList();

        // When
        var results = processedAtOnce(recordings);

        // Then
        assertThat(results).allMatch(result -> result.rows() == 500_000);
        assertThat(store.calls().mostUploadsAtOnce()).isOne();
    }

    @Test
    void rejects_count_as_the_rows_do() {
        // Given
        var rejected = "a,b\n" + "1\n".repeat(200_000);
        var recordings = IntStream.range(0, AT_ONCE)
                .mapToObj(number -> uploaded("rejected-" + number, rejected))
                .toList();

        // When
        var results = processedAtOnce(recordings);

        // Then
        assertThat(results).allMatch(result -> result.rejected() == 200_000);
        assertThat(store.calls().mostUploadsAtOnce()).isOne();
    }

    @Test
    void a_small_recording_waits_for_no_room() throws IOException {
        // Given
        var recording = uploaded("small", SMALL);

        // When
        ProcessedRecording result;
        try (var taken = budget.take(ROOM_FOR_ONE)) {
            assertThat(taken).isNotNull();
            result = frugal.process(recording);
        }

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.PROCESSED);
    }

    private List<ProcessedRecording> processedAtOnce(List<Recording> recordings) {
        var threads = Executors.newFixedThreadPool(recordings.size());
        try {
            var begun = recordings.stream()
                    .map(recording -> CompletableFuture.supplyAsync(() -> processed(recording), threads))
                    .toList();
            return begun.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private ProcessedRecording processed(Recording recording) {
        try {
            return frugal.process(recording);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
