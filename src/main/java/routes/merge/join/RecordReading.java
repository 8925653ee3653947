package routes.merge.join;

import java.io.IOException;
import java.io.OutputStream;

import routes.merge.json.JsonColumns;
import routes.merge.json.JsonRecords;
import routes.merge.json.JsonSource;
import routes.merge.json.ObjectStream;
import routes.merge.row.ByteBuilder;
import routes.merge.row.CsvText;
import routes.shared.InvalidInputException;

/** Reads the object to its end: what is a record is put aside by its id, what is none is written to the rejects. */
final class RecordReading {

    private final MergeRules rules;
    private final JsonSource source;
    private final MergeOutputs outputs;
    private final boolean numericIds;
    private final JsonColumns columns;
    private final ByteBuilder entry = new ByteBuilder(1024);
    private OutputStream rejects;
    private long read;
    private long rejected;
    private String first;

    /** @param numericIds whether the table's ids are numbers */
    RecordReading(MergeRules rules, JsonSource source, MergeOutputs outputs, boolean numericIds) {
        this.numericIds = numericIds;
        this.rules = rules;
        this.source = source;
        this.outputs = outputs;
        this.columns = new JsonColumns(rules.idColumn());
    }

    JsonColumns columns() {
        return columns;
    }

    long rejected() {
        return rejected;
    }

    /**
     * Reads all records, also after too many were none, so that whoever mends them sees all of them at once.
     *
     * @throws InvalidInputException if that cannot be done
     * @throws RecordsRejected if too many are none
     */
    void read(Partitions into) throws IOException {
        try (var object = source.open();
                var unpacked = ObjectStream.of(object)) {
            var csv = new CsvText(rules.guardFormulas());
            var records = new JsonRecords(unpacked, columns, csv, rules.emptyIsMissing(), numericIds);
            while (records.next()) {
                read++;
                if (records.objection() != null) {
                    reject(records);
                } else if (rejected <= rules.maxRejects()) {
                    entry.clear();
                    records.cells().appendEntry(entry, records.id());
                    into.add(records.id(), entry);
                }
                ParallelTasks.stopIfInterrupted();
            }
        }
        if (rejects != null) {
            rejects.flush();
        }
        if (rejected > rules.maxRejects()) {
            throw new RecordsRejected("has " + rejected + " rejected " + (rejected == 1 ? "record" : "records")
                    + ", more than the " + rules.maxRejects() + " that max-rejects allows; the first, " + first);
        }
        if (into.rows() == 0 && rejected > 0) {
            throw new RecordsRejected("has no record with an id: none of its " + rejected + " records has the column "
                    + rules.idColumn() + "; mend it, or name another id column");
        }
    }

    private void reject(JsonRecords records) throws IOException {
        rejected++;
        if (rejected == 1) {
            first = "record " + read + " in line " + records.line() + ", " + records.objection();
        }
        entry.clear();
        entry.append("{\"line\":" + records.line() + ",\"index\":" + read + ",\"reason\":\"" + records.objection()
                + "\",\"record\":");
        records.copyTo(entry);
        entry.append("}\n");
        if (rejects == null) {
            rejects = outputs.rejects();
        }
        rejects.write(entry.data, 0, entry.length);
    }
}
