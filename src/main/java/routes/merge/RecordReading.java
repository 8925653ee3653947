package routes.merge;

import java.io.IOException;
import java.io.OutputStream;

import routes.shared.InvalidInputException;

/** Reads the object to its end: what is a record is put aside by its id, what is none is rejected. */
final class RecordReading {

    private final MergeRules rules;
    private final JsonSource source;
    private final MergeOutputs outputs;
    private final boolean numericIds;
    private final JsonColumns columns;
    private final Bytes entry = new Bytes(1024);
    private OutputStream rejects;
    private long rejected;

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
     * Reads all records.
     *
     * @throws InvalidInputException if that cannot be done, or too many are none
     */
    void read(Partitions into) throws IOException {
        try (var object = source.open();
                var unpacked = ObjectStream.of(object)) {
            var text = new JsonText(unpacked);
            var records = new JsonRecords(text, new JsonRecord(text, columns, rules, numericIds));
            while (records.next()) {
                if (records.objection() == null) {
                    entry.clear();
                    records.record.cells.appendEntry(entry, records.record.id);
                    into.add(records.record.id, entry);
                } else {
                    reject(records);
                }
                Tasks.stopIfInterrupted();
            }
        }
        if (rejects != null) {
            rejects.flush();
        }
        if (into.rows() == 0 && rejected > 0) {
            throw new InvalidInputException("has no record with an id: none of its " + rejected
                    + " records has the column " + rules.idColumn() + "; mend it, or name another id column");
        }
    }

    private void reject(JsonRecords records) throws IOException {
        rejected++;
        if (rejected > rules.maxRejects()) {
            throw new InvalidInputException("has more than the " + rules.maxRejects()
                    + " rejected records that max-rejects allows; the last one, in line " + records.line() + ", "
                    + records.objection());
        }
        entry.clear();
        entry.append("{\"line\":" + records.line() + ",\"reason\":\"" + records.objection() + "\",\"record\":");
        records.copyTo(entry);
        entry.append("}\n");
        if (rejects == null) {
            rejects = outputs.rejects();
        }
        rejects.write(entry.data, 0, entry.length);
    }
}
