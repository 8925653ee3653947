package routes.merge.join;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;

import routes.merge.join.MergeSummary.Strategy;
import routes.merge.json.JsonSource;
import routes.merge.row.CsvText;

/** One merge on its way: both inputs are read to their ends, their parts are joined, and what comes of them is written. */
final class Merge {

    private static final int WORKERS = 2;

    private final Input input;
    private final SpillFile file;
    private final RecordReading recordReading;
    private final TableReading tableReading;
    private final UnmatchedFile unmatched;
    private final Partitions records;
    private final Partitions rows;
    private final List<PartJoin> joins = new ArrayList<>();
    private long allRows;

    /** What is merged, how, and where to. */
    record Input(MergeRules rules, JsonSource json, TableSource table, MergeOutputs outputs) {}

    Merge(Input input, SpillFile file) {
        this.input = input;
        this.file = file;
        this.tableReading = new TableReading(input.rules(), input.table());
        this.recordReading =
                new RecordReading(input.rules(), input.json(), input.outputs(), tableReading.hasNumericIds());
        this.unmatched = new UnmatchedFile(input.outputs(), input.table().columns(), input.rules());
        this.records = new Partitions(file, 0);
        this.rows = new Partitions(file, 0);
    }

    /**
     * @param small an object of at most so many bytes is read before it is decided how to read the table; a larger one beside
     *     it
     * @param largestPart a part with more bytes of rows is divided once more
     */
    MergeSummary run(long small, long largestPart) throws IOException, SQLException {
        var strategy = read(small);
        var layout = new Layout(recordReading.columns(), input.table().columns());
        var lines = new RestoredOrder(records.order());
        var leftOver = new RestoredOrder(rows.order());
        join(layout, largestPart, lines, leftOver);
        if (strategy == Strategy.SCAN) {
            allRows = rows.rows();
            writeUnmatched(leftOver);
        }
        unmatched.finish();
        var csv = new CsvFile(
                input.outputs().csv(), layout.names(), new CsvText(input.rules().guardFormulas()));
        lines.forEach(csv::write);
        csv.finish();
        return summary(strategy, layout, csv);
    }

    private Strategy read(long small) throws IOException, SQLException {
        if (input.json().size() > small) {
            ParallelTasks.run(List.of(() -> recordReading.read(records), () -> tableReading.scan(rows)));
            return Strategy.SCAN;
        }
        recordReading.read(records);
        var strategy = tableReading.strategyFor(records);
        if (strategy == Strategy.SCAN) {
            tableReading.scan(rows);
        } else {
            allRows = tableReading.lookUp(records, rows, unmatched);
        }
        return strategy;
    }

    private void join(Layout layout, long largestPart, RestoredOrder lines, RestoredOrder leftOver)
            throws IOException, SQLException {
        var next = new AtomicInteger();
        var tasks = new ArrayList<ParallelTasks.Task>();
        for (var i = 0; i < WORKERS; i++) {
            var join = new PartJoin(file, layout, largestPart);
            joins.add(join);
            tasks.add(() -> {
                for (var part = next.getAndIncrement(); part <= Partitions.COUNT; part = next.getAndIncrement()) {
                    var joined = join.join(records.take(part), rows.take(part), 0);
                    lines.put(part, joined.lines());
                    leftOver.put(part, joined.unmatched());
                    ParallelTasks.stopIfInterrupted();
                }
            });
        }
        ParallelTasks.run(tasks);
        joins.forEach(PartJoin::free);
    }

    private void writeUnmatched(RestoredOrder leftOver) throws IOException {
        if (sum(PartJoin::unmatchedRows) == 0) {
            return;
        }
        leftOver.forEach((data, start, length) -> {
            if (length > 0) {
                unmatched.write(data, start, length);
            }
        });
    }

    private long sum(ToLongFunction<PartJoin> counted) {
        return joins.stream().mapToLong(counted).sum();
    }

    private MergeSummary summary(Strategy strategy, Layout layout, CsvFile csv) {
        var totals = joins.get(0).totals();
        joins.subList(1, WORKERS).forEach(join -> totals.add(join.totals()));
        return new MergeSummary(
                strategy,
                layout.names(),
                new MergeSummary.Counts(
                        records.rows(),
                        sum(PartJoin::matchedRecords),
                        recordReading.rejected(),
                        allRows,
                        sum(PartJoin::duplicateRows),
                        unmatched.rows()),
                totals.of(layout.names()),
                csv.size(),
                csv.sha256Hex(),
                unmatched.ids());
    }
}
