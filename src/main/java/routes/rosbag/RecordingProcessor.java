package routes.rosbag;

import java.io.IOException;
import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import software.amazon.awssdk.services.s3.S3Client;

import routes.shared.Download;
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

    RecordingProcessor(S3Client store, RosbagConfig config, Clock clock) {
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Reads the recording and publishes what comes of it; the former output stays if that fails.
     *
     * @throws InvalidInputException if the recording is gone, or is not what can be read: trying again is useless
     * @throws IOException if the store does not do its part, as is {@code SdkException}: trying again may help
     */
    public ProcessedRecording process(Recording recording) throws IOException {
        try {
            var names = OutputNames.of(recording, config);
            var input = Download.open(store, recording.version());
            return input.isPresent() ? processed(recording, input.get(), names) : ProcessedRecording.superseded();
        } catch (InvalidInputException e) {
            throw new InvalidInputException(recording.name() + ": " + e.getMessage(), e);
        }
    }

    private ProcessedRecording processed(Recording recording, Download input, OutputNames names) throws IOException {
        try (input;
                var output = new StagedOutput(store, config, names)) {
            output.write(input.stream());
            return output.publish(recording, input, clock.instant());
        }
    }
}
