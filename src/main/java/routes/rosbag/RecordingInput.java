package routes.rosbag;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import software.amazon.awssdk.services.s3.S3Client;

import routes.shared.Download;
import routes.shared.ObjectVersion;

/**
 * Opens what is to be read of a recording, unless its result would take the place of that of a newer version. A version that is
 * the current one is as new as can be, and costs no further request; only for another one the receipt is looked at.
 */
final class RecordingInput {

    private static final ObjectReader RECEIPT =
            new ObjectMapper().readerFor(Receipt.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final S3Client store;
    private final Recording recording;
    private final OutputNames names;

    RecordingInput(S3Client store, Recording recording, OutputNames names) {
        this.store = store;
        this.recording = recording;
        this.names = names;
    }

    /**
     * Opens it; empty if a newer version is, or will be, what the results are made of.
     *
     * @throws routes.shared.InvalidInputException if it is gone
     * @throws IOException if the store does not do its part
     */
    Optional<Download> open() throws IOException {
        var wanted = recording.version();
        if (wanted.versionId() == null) {
            return Download.open(store, wanted);
        }
        var current = Download.openCurrent(store, wanted);
        return current.isPresent() ? current : older(wanted);
    }

    private Optional<Download> older(ObjectVersion wanted) throws IOException {
        var older = Download.open(store, wanted);
        if (older.isPresent() && isOutdated(older.get())) {
            older.get().close();
            return Optional.empty();
        }
        return older;
    }

    private boolean isOutdated(Download older) throws IOException {
        var receipt = Download.openCurrent(store, new ObjectVersion(names.bucket(), names.receipt(), null, null));
        if (receipt.isEmpty()) {
            return false;
        }
        try (var found = receipt.get()) {
            return speaksOfNewer(RECEIPT.<Receipt>readValue(found.stream()).input(), older);
        } catch (JsonProcessingException | DateTimeParseException e) {
            // It is none of ours, and says nothing about the CSV.
            return false;
        }
    }

    /** Of two versions of the same second the other one is taken for the newer: ours is not the current one, and that has an event. */
    private boolean speaksOfNewer(Receipt.Input made, Download older) {
        return made != null
                && made.lastModified() != null
                && older.lastModified() != null
                && recording.bucket().equals(made.bucket())
                && recording.key().equals(made.key())
                && !recording.versionId().equals(made.versionId())
                && !Instant.parse(made.lastModified()).isBefore(older.lastModified());
    }
}
