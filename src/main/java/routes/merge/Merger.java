package routes.merge;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import routes.merge.MergeSummary.Strategy;
import routes.shared.InvalidInputException;

/**
 * Merges a JSON object with a table, by a hash join on disk: both are divided by their ids into parts that fit into memory,
 * these are joined, and what comes of them is put back into the order of the records. So memory does not depend on the
 * size of either, and all that is read or written is so in one go. Safe for concurrent use.
 */
final class Merger {

    private static final int WORKERS = 2;

    /** A smaller object is read before it is decided how to read the table; a larger one beside it. */
    private static final long SMALL = 16L * 1024 * 1024;

    /**
     * Reads both, then writes what comes of them. The same inputs give the same bytes.
     *
     * @param scratch an existing directory on a local disk, with room for about three times the data
     * @throws InvalidInputException if the object is not what can be read, or too many of its records are not
     * @throws IOException if the object cannot be read to its end, or an output or the disk does not take it
     * @throws SQLException if the table cannot be read
     */
    MergeSummary merge(MergeRules rules, JsonSource json, TableSource table, MergeOutputs outputs, Path scratch)
            throws IOException, SQLException {
        requireIdColumn(rules, table);
        try (var file = new SpillFile(scratch)) {
            return new Merge(rules, json, table, outputs, file).run();
        }
    }

    private static void requireIdColumn(MergeRules rules, TableSource table) {
        var columns = table.columns().stream().map(TableColumn::name).toList();
        if (!columns.contains(rules.idColumn())) {
            throw new InvalidInputException(
                    "the table has no column " + rules.idColumn() + ", only " + columns + "; name another id column");
        }
    }

    /** One merge on its way. */
    private static final class Merge {

        private final MergeRules rules;
        private final JsonSource json;
        private final TableSource table;
        private final MergeOutputs outputs;
        private final SpillFile file;
        private final RecordReading reading;
        private final TableReading rowReading;
        private final UnmatchedFile unmatched;
        private final Partitions records;
        private final Partitions rows;
        private long allRows;

        private Merge(MergeRules rules, JsonSource json, TableSource table, MergeOutputs outputs, SpillFile file) {
            this.rules = rules;
            this.json = json;
            this.table = table;
            this.outputs = outputs;
            this.file = file;
            this.reading = new RecordReading(rules, json, outputs);
            this.rowReading = new TableReading(rules, table);
            this.unmatched = new UnmatchedFile(outputs, table.columns(), rules);
            this.records = new Partitions(file, 0);
            this.rows = new Partitions(file, 0);
        }

        private MergeSummary run() throws IOException, SQLException {
            var strategy = read();
            var layout = new Layout(reading.columns(), table.columns());
            var lines = new Runs(records.order());
            var leftOver = new Runs(rows.order());
            var joins = join(layout, lines, leftOver);
            if (strategy == Strategy.SCAN) {
                allRows = rows.rows();
                if (joins.stream().anyMatch(join -> join.unmatchedRows() > 0)) {
                    leftOver.forEach((data, start, length) -> {
                        if (length > 0) {
                            unmatched.write(data, start, length);
                        }
                    });
                }
            }
            unmatched.finish();
            var csv = new CsvFile(outputs.csv(), layout.names(), new CsvText(rules.guardFormulas()));
            lines.forEach(csv::write);
            csv.finish();
            return summary(strategy, layout, joins, csv);
        }

        private Strategy read() throws IOException, SQLException {
            if (json.size() > SMALL) {
                Tasks.run(List.of(() -> reading.read(records), () -> rowReading.scan(rows)));
                return Strategy.SCAN;
            }
            reading.read(records);
            var strategy = rowReading.strategyFor(records);
            if (strategy == Strategy.SCAN) {
                rowReading.scan(rows);
            } else {
                allRows = rowReading.lookUp(records, rows, unmatched);
            }
            return strategy;
        }

        private List<PartJoin> join(Layout layout, Runs lines, Runs leftOver) throws IOException, SQLException {
            var next = new AtomicInteger();
            var joins = new ArrayList<PartJoin>();
            var tasks = new ArrayList<Tasks.Task>();
            for (var i = 0; i < WORKERS; i++) {
                var join = new PartJoin(file, layout);
                joins.add(join);
                tasks.add(() -> {
                    for (var part = next.getAndIncrement(); part <= Partitions.COUNT; part = next.getAndIncrement()) {
                        var joined = join.join(records.take(part), rows.take(part), 0);
                        lines.put(part, joined.lines());
                        leftOver.put(part, joined.unmatched());
                        Tasks.stopIfInterrupted();
                    }
                });
            }
            Tasks.run(tasks);
            return joins;
        }

        private MergeSummary summary(Strategy strategy, Layout layout, List<PartJoin> joins, CsvFile csv) {
            var totals = joins.get(0).totals();
            joins.subList(1, WORKERS).forEach(join -> totals.add(join.totals()));
            var counts = new MergeSummary.Counts(
                    records.rows(),
                    joins.stream().mapToLong(PartJoin::matchedRecords).sum(),
                    reading.rejected(),
                    allRows,
                    joins.stream().mapToLong(PartJoin::duplicateRows).sum(),
                    unmatched.rows());
            return new MergeSummary(
                    strategy,
                    layout.names(),
                    counts,
                    totals.of(layout.names()),
                    csv.size(),
                    csv.sha256Hex(),
                    unmatched.ids());
        }
    }
}
