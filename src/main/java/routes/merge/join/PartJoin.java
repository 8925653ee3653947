package routes.merge.join;

import java.io.IOException;

import routes.merge.row.ByteBuilder;
import routes.merge.row.LengthPrefix;
import routes.merge.row.RowView;

/** Joins the records of a part with its rows; a part that is too large for memory is divided once more. One thread uses it. */
final class PartJoin {

    private final SpillFile file;
    private final long largest;
    private RowTable table = new RowTable();
    private final MergedLine line;
    private final RowView view = new RowView();
    private final ByteBuilder entry = new ByteBuilder(1024);
    private long matchedRecords;
    private long matchedRows;
    private long unmatchedRows;
    private long duplicateRows;

    /**
     * What comes of a part.
     *
     * @param lines a line of the CSV for each record, or null if there is none
     * @param unmatched for each row, itself or nothing; null if every row found a record
     */
    record Joined(SpillLog lines, SpillLog unmatched) {}

    /** @param largest a part whose rows need more bytes is divided once more */
    PartJoin(SpillFile file, Layout layout, long largest) {
        this.file = file;
        this.largest = largest;
        this.line = new MergedLine(layout);
    }

    /** Lets go of what only joining needs. */
    void free() {
        table = null;
    }

    Totals totals() {
        return line.totals();
    }

    long matchedRecords() {
        return matchedRecords;
    }

    long unmatchedRows() {
        return unmatchedRows;
    }

    long duplicateRows() {
        return duplicateRows;
    }

    /**
     * @param records null if there are none
     * @param rows null if there are none
     */
    Joined join(SpillLog records, SpillLog rows, int level) throws IOException {
        if (records == null) {
            unmatchedRows += rows == null ? 0 : rows.entries();
            return new Joined(null, rows);
        }
        if (rows == null) {
            return new Joined(lines(records, false), null);
        }
        return memory(rows) > largest && level < Partitions.DEEPEST
                ? joinDivided(records, rows, level + 1)
                : joinInMemory(records, rows);
    }

    /** With the places of a hash table, which many short rows need as much of as for themselves. */
    private static long memory(SpillLog rows) {
        return rows.size() + RowTable.PLACE * rows.entries();
    }

    private Joined joinInMemory(SpillLog records, SpillLog rows) throws IOException {
        table.load(rows);
        var before = matchedRows;
        var lines = lines(records, true);
        var matched = matchedRows - before;
        if (matched == table.size()) {
            duplicateRows += rows.entries() - matched;
            return new Joined(lines, null);
        }
        return new Joined(lines, unmatched(rows, matched));
    }

    private SpillLog lines(SpillLog records, boolean withRows) throws IOException {
        var lines = new SpillLog(file);
        for (var record = records.reader(); record.next(); ) {
            view.readId(record.data, record.start);
            var row = withRows ? table.find(record.data, view.idStart, view.idLength) : 0;
            if (row > 0) {
                matchedRecords++;
                matchedRows += table.match(row) ? 1 : 0;
            }
            lines.write(line.of(record.data, record.start, row > 0 ? table.data() : null, row));
        }
        return lines;
    }

    private SpillLog unmatched(SpillLog rows, long matched) throws IOException {
        var unmatched = new SpillLog(file);
        long found = 0;
        for (var row = rows.reader(); row.next(); ) {
            view.readId(row.data, row.start);
            var isMatched = table.isMatched(table.find(row.data, view.idStart, view.idLength));
            found += isMatched ? 1 : 0;
            writeEntry(unmatched, row, isMatched ? 0 : row.length);
        }
        unmatchedRows += rows.entries() - found;
        duplicateRows += found - matched;
        return unmatched;
    }

    private void writeEntry(SpillLog log, SpillLog.Reader row, int length) throws IOException {
        entry.clear();
        entry.reserve(LengthPrefix.SIZE);
        entry.length = LengthPrefix.SIZE;
        entry.append(row.data, row.start, length);
        LengthPrefix.put(entry.data, 0, length);
        log.write(entry);
    }

    private Joined joinDivided(SpillLog records, SpillLog rows, int level) throws IOException {
        var dividedRecords = divided(records, level);
        var dividedRows = divided(rows, level);
        var lines = new RestoredOrder(dividedRecords.order());
        var unmatched = new RestoredOrder(dividedRows.order());
        var before = unmatchedRows;
        for (var part = 0; part <= Partitions.COUNT; part++) {
            var partRows = dividedRows.take(part);
            // Where dividing did not help, it will not the next time either: one id has most of the rows.
            var next = partRows != null && partRows.size() == rows.size() ? Partitions.DEEPEST : level;
            var joined = join(dividedRecords.take(part), partRows, next);
            lines.put(part, joined.lines());
            unmatched.put(part, joined.unmatched());
        }
        return new Joined(restored(lines), unmatchedRows == before ? null : restored(unmatched));
    }

    private Partitions divided(SpillLog log, int level) throws IOException {
        var partitions = new Partitions(file, level);
        for (var row = log.reader(); row.next(); ) {
            view.readId(row.data, row.start);
            partitions.add(
                    row.data,
                    view.idStart,
                    view.idLength,
                    row.data,
                    row.start - LengthPrefix.SIZE,
                    row.length + LengthPrefix.SIZE);
        }
        return partitions;
    }

    private SpillLog restored(RestoredOrder runs) throws IOException {
        var log = new SpillLog(file);
        runs.forEach((data, start, length) -> {
            if (data == null) {
                entry.clear();
                entry.reserve(LengthPrefix.SIZE);
                LengthPrefix.put(entry.data, 0, 0);
                log.write(entry.data, 0, LengthPrefix.SIZE);
            } else {
                log.write(data, start - LengthPrefix.SIZE, length + LengthPrefix.SIZE);
            }
        });
        return log;
    }
}
