package routes.merge;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import software.amazon.awssdk.services.s3.S3Client;

import routes.merge.join.MergeOutputs;
import routes.merge.join.TableColumn;
import routes.merge.row.ByteBuilder;
import routes.merge.row.CsvText;
import routes.shared.StagedObject;

/** What a merge writes: first unseen, then published all at once as far as a store can; closed before, none of it is ever seen. */
final class StagedOutputs implements MergeOutputs, Closeable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] NOTHING = {};

    private final String bucket;
    private final StagedObject csv;
    private final SideFile unmatched;
    private final SideFile rejects;
    private final StagedObject receipt;

    /** Looks at what lies in the destination: none of what comes later is replaced. */
    StagedOutputs(S3Client store, Entry.Place destination, int partSize) {
        var key = destination.key();
        bucket = destination.bucket();
        var target = new StagedObject.Target(
                destination.bucket(),
                key,
                "text/csv; charset=utf-8",
                partSize,
                "S3.destination_bucket of the entry",
                "routes.merge.part-size");
        csv = new StagedObject(store, target);
        unmatched = new SideFile(store, target.beside(key + ".unmatched.csv", target.contentType()));
        rejects = new SideFile(store, target.beside(key + ".rejects.jsonl", "application/x-ndjson"));
        receipt = new StagedObject(store, target.beside(key + ".receipt.json", "application/json"));
        csv.look();
        unmatched.look();
        rejects.look();
        receipt.look();
    }

    @Override
    public OutputStream csv() {
        return new BoxOutput(csv);
    }

    @Override
    public OutputStream unmatched() {
        return unmatched.begin();
    }

    @Override
    public OutputStream rejects() {
        return rejects.begin();
    }

    /** Key of the unmatched rows, or null if there are none. */
    String unmatchedKey() {
        return unmatched.key();
    }

    /** Bucket and key of the rejected records. */
    String rejectsPlace() {
        return bucket + "/" + rejects.key();
    }

    /** Sends all but the last word of each, so that little can go wrong once the first of them is seen. */
    void finish() throws IOException {
        csv.finish();
        unmatched.finish();
        rejects.finish();
    }

    /**
     * Lets the CSV be seen, then what belongs to it: who was overtaken, and may not replace the CSV, leaves the others alone, too.
     * Returns the CSV's tag.
     *
     * @param columns of the table, for the head of unmatched rows of which there are none any more
     */
    String publish(List<TableColumn> columns, CsvText text) throws IOException {
        var eTag = csv.publish();
        unmatched.publish(head(columns, text));
        rejects.publish(NOTHING);
        return eTag;
    }

    private static byte[] head(List<TableColumn> columns, CsvText text) {
        var line = new ByteBuilder(1024);
        for (var column : columns) {
            if (line.length > 0) {
                line.append(',');
            }
            var name = column.name().getBytes(StandardCharsets.UTF_8);
            text.append(line, name, 0, name.length);
        }
        line.append('\n');
        return Arrays.copyOf(line.data, line.length);
    }

    /** Lets nothing but the rejects be seen: a report of why there is no output. */
    void publishRejects() throws IOException {
        rejects.finish();
        rejects.publish(NOTHING);
    }

    /** Publishes the receipt, which thereby never speaks of a CSV that is not there. */
    void publish(Receipt written) throws IOException {
        receipt.write(JSON.writeValueAsBytes(written));
        receipt.publish();
    }

    Receipt.Beside unmatchedReceipt(long rows) {
        return unmatched.receipt(rows);
    }

    Receipt.Beside rejectsReceipt(long rows) {
        return rejects.receipt(rows);
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
}
