package routes.rosbag;

import java.time.Instant;
import java.util.Locale;
import java.util.Random;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Makes recordings to try the pipeline with: CSV text in a file that is called a recording, as the real ones are today.
 * A slot's recording is always the same, so making it twice does no harm.
 */
@Named("sampleRecordings")
@ApplicationScoped
public class SampleRecordings {

    private static final String[] SENSORS = {"imu", "lidar", "camera", "gnss"};
    private static final int MILLISECONDS_APART = 10;

    private final S3Client store;
    private final RosbagConfig config;

    public SampleRecordings(S3Client store, RosbagConfig config) {
        this.store = store;
        this.config = config;
    }

    /** Puts the slot's recording into the bucket that recordings arrive in, and returns its key. */
    public String make(Instant slot) {
        var key = key(slot);
        store.putObject(
                request -> request.bucket(config.source().bucket()).key(key).contentType("application/octet-stream"),
                RequestBody.fromString(text(slot)));
        return key;
    }

    /** The key of the slot's recording; no colons, which are trouble in file names. */
    String key(Instant slot) {
        return config.sample().prefix()
                + slot.toString().replace(':', '-')
                + config.source().suffix();
    }

    /** What the sensors would have measured since the slot began. */
    String text(Instant slot) {
        // Random, not one of its successors: its sequence for a seed is part of its contract.
        var random = new Random(slot.getEpochSecond());
        var text = new StringBuilder("timestamp,sensor,x,y,z\n");
        for (var row = 0; row < config.sample().rows(); row++) {
            text.append(slot.plusMillis((long) row * MILLISECONDS_APART))
                    .append(',')
                    .append(SENSORS[row % SENSORS.length])
                    .append(measured(random))
                    .append(measured(random))
                    .append(measured(random))
                    .append('\n');
        }
        return text.toString();
    }

    private static String measured(Random random) {
        return String.format(Locale.ROOT, ",%.3f", random.nextGaussian());
    }
}
