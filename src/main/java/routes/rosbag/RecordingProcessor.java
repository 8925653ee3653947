package routes.rosbag;

import java.io.IOException;
import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import software.amazon.awssdk.services.s3.S3Client;

import routes.shared.Download;
import routes.shared.HeapBudget;
import routes.shared.InvalidInputException;

/**
 * Turns a recording into a CSV. The same recording always gives the same bytes, so doing it twice does no harm. Safe for
 * concurrent use, as long as no two calls speak of the same key: their order is the caller's.
 */
@Named("recordingProcessor")
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
        try (var room = new OutputRoom(budget, config.partSize().asLongValue())) {
            return processed(recording, OutputNames.of(recording, config), room);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(recording.name() + ": " + e.getMessage(), e);
        }
    }

    private ProcessedRecording processed(Recording recording, OutputNames names, OutputRoom room) throws IOException {
        try {
            return written(recording, names, room);
        } catch (OutputRoom.Full e) {
            room.await();
            return written(recording, names, room);
        }
    }

    private ProcessedRecording written(Recording recording, OutputNames names, OutputRoom room) throws IOException {
        var opened = Download.open(store, recording.version());
        if (opened.isEmpty()) {
            return ProcessedRecording.superseded();
        }
        try (var input = opened.get();
                var output = new StagedOutput(store, config, names, room)) {
            output.write(input.stream());
            return output.publish(recording, input, clock.instant());
        }
    }
}
