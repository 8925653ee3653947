package routes.merge.join;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import routes.merge.row.ByteBuilder;
import routes.merge.row.CsvText;
import routes.merge.row.RowView;

/** The rows that no record asks for, as a CSV with the table's columns. It is begun with the first of them. */
final class UnmatchedFile {

    private final MergeOutputs outputs;
    private final List<String> columns;
    private final MergeRules rules;
    private final List<String> ids = new ArrayList<>();
    private final RowView view = new RowView();
    private final ByteBuilder line = new ByteBuilder(1024);
    private CsvFile file;
    private long rows;

    UnmatchedFile(MergeOutputs outputs, List<TableColumn> columns, MergeRules rules) {
        this.outputs = outputs;
        this.columns = columns.stream().map(TableColumn::name).toList();
        this.rules = rules;
    }

    /** Writes an entry without its prefix. */
    void write(byte[] data, int start, int length) throws IOException {
        if (file == null) {
            file = new CsvFile(outputs.unmatched(), columns, new CsvText(rules.guardFormulas()));
        }
        rows++;
        view.read(data, start);
        if (view.idLength > 0 && ids.size() < rules.unmatchedShown()) {
            ids.add(view.id());
        }
        line.clear();
        for (var column = 0; column < columns.size(); column++) {
            if (column > 0) {
                line.append(',');
            }
            if (view.has(column)) {
                line.append(view.data, view.start[column], view.length[column]);
            }
        }
        if (line.length == 0) {
            // A lone empty cell would be a blank line, which readers skip.
            line.append("\"\"");
        }
        line.append('\n');
        file.write(line.data, 0, line.length);
    }

    void finish() throws IOException {
        if (file != null) {
            file.finish();
        }
    }

    long rows() {
        return rows;
    }

    /** The first ids. */
    List<String> ids() {
        return ids;
    }
}
