package routes.merge;

import java.io.IOException;

/** Joins the records of a part with its rows; a part that is too large for memory is divided once more. One thread uses it. */
final class PartJoin {

    private final SpillFile file;
    private final long largest;
    private final RowTable table = new RowTable();
    private final MergedLine line;
    private final RowView view = new RowView();
    private final Bytes entry = new Bytes(1024);
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
    record Joined(Log lines, Log unmatched) {}

    /** @param largest a part with more bytes of rows is divided once more */
    PartJoin(SpillFile file, Layout layout, long largest) {
        this.file = file;
        this.largest = largest;
        this.line = new MergedLine(layout);
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
    Joined join(Log records, Log rows, int level) throws IOException {
        if (records == null) {
            unmatchedRows += rows == null ? 0 : rows.entries();
            return new Joined(null, rows);
        }
        if (rows == null) {
            return new Joined(lines(records, false), null);
        }
        return rows.size() > largest && level < Partitions.DEEPEST
                ? joinDivided(records, rows, level + 1)
                : joinInMemory(records, rows);
    }

    private Joined joinInMemory(Log records, Log rows) throws IOException {
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

    private Log lines(Log records, boolean withRows) throws IOException {
        var lines = new Log(file);
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

    private Log unmatched(Log rows, long matched) throws IOException {
        var unmatched = new Log(file);
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

    private void writeEntry(Log log, Log.Reader row, int length) throws IOException {
        entry.clear();
        entry.reserve(Log.PREFIX);
        entry.length = Log.PREFIX;
        entry.append(row.data, row.start, length);
        Log.putPrefix(entry.data, 0, length);
        log.write(entry);
    }

    private Joined joinDivided(Log records, Log rows, int level) throws IOException {
        var dividedRecords = divided(records, level);
        var dividedRows = divided(rows, level);
        var lines = new Runs(dividedRecords.order());
        var unmatched = new Runs(dividedRows.order());
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

    private Partitions divided(Log log, int level) throws IOException {
        var partitions = new Partitions(file, level);
        for (var row = log.reader(); row.next(); ) {
            view.readId(row.data, row.start);
            partitions.add(
                    row.data, view.idStart, view.idLength, row.data, row.start - Log.PREFIX, row.length + Log.PREFIX);
        }
        return partitions;
    }

    private Log restored(Runs runs) throws IOException {
        var log = new Log(file);
        runs.forEach((data, start, length) -> {
            if (data == null) {
                entry.clear();
                entry.reserve(Log.PREFIX);
                Log.putPrefix(entry.data, 0, 0);
                log.write(entry.data, 0, Log.PREFIX);
            } else {
                log.write(data, start - Log.PREFIX, length + Log.PREFIX);
            }
        });
        return log;
    }
}
