package routes.merge;

import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

import com.fasterxml.jackson.databind.ObjectMapper;
import software.amazon.awssdk.services.s3.S3Client;

import routes.merge.join.MergeOutputs;
import routes.shared.StagedObject;

/** What a merge writes: first unseen, then published all at once as far as a store can; closed before, none of it is ever seen. */
final class StagedOutputs implements MergeOutputs, Closeable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String destination;
    private final StagedObject csv;
    private final StagedObject unmatched;
    private final StagedObject rejects;
    private final StagedObject receipt;
    private boolean anyUnmatched;
    private boolean anyRejects;

    StagedOutputs(S3Client store, Entry.Place destination, int partSize) {
        this.destination = destination.key();
        var target = new StagedObject.Target(
                destination.bucket(),
                destination.key(),
                "text/csv; charset=utf-8",
                partSize,
                "S3.destination_bucket of the entry",
                "routes.merge.part-size");
        csv = new StagedObject(store, target);
        unmatched = new StagedObject(store, target.beside(this.destination + ".unmatched.csv", target.contentType()));
        rejects = new StagedObject(store, target.beside(this.destination + ".rejects.jsonl", "application/x-ndjson"));
        receipt = new StagedObject(store, target.beside(this.destination + ".receipt.json", "application/json"));
    }

    @Override
    public OutputStream csv() {
        return new Named(csv);
    }

    @Override
    public OutputStream unmatched() {
        anyUnmatched = true;
        return new Named(unmatched);
    }

    @Override
    public OutputStream rejects() {
        anyRejects = true;
        return new Named(rejects);
    }

    /** Key of the unmatched rows, or null if there are none. */
    String unmatchedKey() {
        return anyUnmatched ? destination + ".unmatched.csv" : null;
    }

    /** Key of the rejected records, or null if there are none. */
    String rejectsKey() {
        return anyRejects ? destination + ".rejects.jsonl" : null;
    }

    /** Sends all but the last word of each, so that little can go wrong once the first of them is seen. */
    void finish() throws IOException {
        csv.finish();
        unmatched.finish();
        rejects.finish();
    }

    /** Lets what belongs to the CSV be seen, then the CSV itself. Returns its tag. */
    String publish() throws IOException {
        if (anyUnmatched) {
            unmatched.publish();
        }
        if (anyRejects) {
            rejects.publish();
        }
        return csv.publish();
    }

    /** Publishes the receipt, which thereby never speaks of a CSV that is not there. */
    void publish(Receipt written) throws IOException {
        receipt.write(JSON.writeValueAsBytes(written));
        receipt.publish();
    }

    @Override
    public void close() throws IOException {
        try (csv;
                unmatched;
                rejects;
                receipt) {
            // Each is closed, whatever the others do.
        }
    }

    /** Names the box in what goes wrong while an output goes out. */
    private static final class Named extends FilterOutputStream {

        Named(StagedObject object) {
            super(object);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException | RuntimeException e) {
                throw new BoxFailure(Box.PUBLISH_CSV, e);
            }
        }

        @Override
        public void write(int oneByte) throws IOException {
            write(new byte[] {(byte) oneByte}, 0, 1);
        }

        @Override
        public void close() throws IOException {
            // It is its owner who publishes it, or throws it away.
            flush();
        }
    }
}
