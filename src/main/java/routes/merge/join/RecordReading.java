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

/** Reads the object to its end: what is a record is put aside by its id, what is none is rejected. */
final class RecordReading {

    private final MergeRules rules;
    private final JsonSource source;
    private final MergeOutputs outputs;
    private final boolean numericIds;
    private final JsonColumns columns;
    private final ByteBuilder entry = new ByteBuilder(1024);
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
            var csv = new CsvText(rules.guardFormulas());
            var records = new JsonRecords(unpacked, columns, csv, rules.emptyIsMissing(), numericIds);
            while (records.next()) {
                if (records.objection() == null) {
                    entry.clear();
                    records.cells().appendEntry(entry, records.id());
                    into.add(records.id(), entry);
                } else {
                    reject(records);
                }
                ParallelTasks.stopIfInterrupted();
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
