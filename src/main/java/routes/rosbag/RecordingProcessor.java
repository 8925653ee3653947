package routes.rosbag;

import java.io.IOException;
import java.time.Clock;
import java.util.function.BooleanSupplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import software.amazon.awssdk.services.s3.S3Client;

import routes.shared.Download;
import routes.shared.HeapBudget;
import routes.shared.InvalidInputException;

/**
 * Turns a recording into a CSV. The same recording always gives the same bytes, so doing it twice does no harm. Safe for
 * concurrent use, as long as no two calls speak of the same key: their order is the caller's.
 */
@ApplicationScoped
public class RecordingProcessor {

    private final S3Client store;
    private final RosbagConfig config;
    private final Clock clock;
    private final HeapBudget budget;

    @Inject
    RecordingProcessor(S3Client store, RosbagConfig config, Clock clock) {
        this(store, config, clock, HeapBudget.ofProcess());
    }

    RecordingProcessor(S3Client store, RosbagConfig config, Clock clock, HeapBudget budget) {
        this.store = store;
        this.config = config;
        this.clock = clock;
        this.budget = budget;
    }

    /**
     * Reads the recording and publishes what comes of it; the former output stays if that fails.
     *
     * @throws InvalidInputException if the recording is gone, or is not what can be read: trying again is useless
     * @throws IOException if the store does not do its part, as is {@code SdkException}: trying again may help
     */
    public ProcessedRecording process(Recording recording) throws IOException {
        return process(recording, () -> true);
    }

    /**
     * The same, as long as it is wanted.
     *
     * @param wanted asked now and then; once it says no, the work is given up with an {@link IOException}
     */
    ProcessedRecording process(Recording recording, BooleanSupplier wanted) throws IOException {
        try (var room = new OutputRoom(budget, config.partSize().asLongValue())) {
            return processed(recording, OutputNames.of(recording, config), room, wanted);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(recording.name() + ": " + e.getMessage(), e);
        }
    }

    private ProcessedRecording processed(
            Recording recording, OutputNames names, OutputRoom room, BooleanSupplier wanted) throws IOException {
        try {
            return written(recording, names, room, wanted);
        } catch (OutputRoom.Full e) {
            room.await();
            return written(recording, names, room, wanted);
        }
    }

    private ProcessedRecording written(Recording recording, OutputNames names, OutputRoom room, BooleanSupplier wanted)
            throws IOException {
        // The output first: what is made of an older version then replaces nothing that was made of a newer one
        // meanwhile.
        try (var output = new StagedOutput(store, config, names, room)) {
            var opened = new RecordingInput(store, recording, names).open();
            return opened.isEmpty()
                    ? ProcessedRecording.superseded()
                    : published(recording, opened.get(), output, wanted);
        }
    }

    private ProcessedRecording published(
            Recording recording, Download opened, StagedOutput output, BooleanSupplier wanted) throws IOException {
        try (var input = opened) {
            output.write(new WantedInput(input.stream(), wanted));
            return output.publish(recording, input, clock.instant());
        }
    }
}
