package routes.rosbag;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

import com.fasterxml.jackson.databind.ObjectMapper;
import software.amazon.awssdk.services.s3.S3Client;

import routes.shared.Download;
import routes.shared.StagedObject;

/** What comes of one recording: first written unseen, then published; closed before, none of it is ever seen. */
final class StagedOutput implements Closeable {

    /** The rules by which a CSV is made. To be changed whenever a recording would give other bytes than before. */
    private static final String RULES = "rosbag/1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OutputNames names;
    private final MessageDigest digest = sha256();
    private final StagedObject csv;
    private final StagedObject rejects;
    private final StagedObject receipt;
    private final Conversion conversion;

    StagedOutput(S3Client store, RosbagConfig config, OutputNames names, OutputRoom room) {
        this.names = names;
        var partSize = Math.toIntExact(config.partSize().asLongValue());
        var target = new StagedObject.Target(
                names.bucket(),
                names.csv(),
                "text/csv; charset=utf-8",
                partSize,
                "routes.rosbag.destination.bucket",
                "routes.rosbag.part-size");
        this.csv = new StagedObject(store, target);
        csv.look();
        this.rejects = new StagedObject(store, target.beside(names.rejects(), "application/x-ndjson"));
        this.receipt = new StagedObject(store, target.beside(names.receipt(), "application/json"));
        this.conversion = new Conversion(
                config, new CsvWriter(room.before(new DigestOutputStream(csv, digest))), room.before(rejects));
    }

    /** Writes all that comes of the recording; nothing of it is seen yet. */
    void write(InputStream recording) throws IOException {
        conversion.convert(recording);
        csv.finish();
        rejects.finish();
    }

    /**
     * Lets it be seen: the rejects, so that they are there when the CSV is; the CSV; the receipt, which thereby never
     * speaks of a CSV that is not there.
     */
    ProcessedRecording publish(Recording recording, Download input, Instant time) throws IOException {
        var result = result();
        if (result.rejects() != null) {
            // They are seen before the CSV, whose place nobody else may have taken.
            csv.requireUnchanged();
            rejects.publish();
        }
        var eTag = csv.publish();
        receipt.write(JSON.writeValueAsBytes(receipt(recording, input, result, eTag, time)));
        receipt.publish();
        return result;
    }

    private ProcessedRecording result() {
        return new ProcessedRecording(
                ProcessedRecording.Outcome.PROCESSED,
                names.bucket(),
                names.csv(),
                conversion.rejected() > 0 ? names.rejects() : null,
                conversion.written(),
                conversion.rejected(),
                csv.size(),
                HexFormat.of().formatHex(digest.digest()));
    }

    private static Receipt receipt(
            Recording recording, Download input, ProcessedRecording result, String eTag, Instant time) {
        return new Receipt(
                RULES,
                time.toString(),
                recording.runId(),
                recording.eventId(),
                new Receipt.Input(
                        recording.bucket(),
                        recording.key(),
                        input.versionId(),
                        input.eTag(),
                        input.lastModified() == null
                                ? null
                                : input.lastModified().toString(),
                        input.size()),
                new Receipt.Output(
                        result.bucket(),
                        result.output(),
                        eTag,
                        result.size(),
                        result.rows(),
                        "sha256:" + result.checksum()),
                new Receipt.Rejects(result.rejects(), result.rejected()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        try (csv;
                rejects;
                receipt) {
            // Each is closed, whatever the others do.
        }
    }
}
