package routes.merge.join;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The merge as one would write it if everything fitted into memory. */
final class NaiveMerge {

    private final RandomMerge given;
    private final Map<String, List<String>> firstRows = new HashMap<>();
    private final Set<String> recordIds;

    NaiveMerge(RandomMerge given) {
        this.given = given;
        this.recordIds = new HashSet<>(given.recordIds);
        for (var row : given.rows) {
            if (id(row) != null) {
                firstRows.putIfAbsent(id(row), row);
            }
        }
    }

    private static String id(List<String> row) {
        return row.get(1) == null ? null : row.get(1).replaceFirst("\\.00$", "");
    }

    String csv() {
        var header = new LinkedHashSet<String>();
        given.records.forEach(record -> header.addAll(record.keySet()));
        var tableColumns = given.columns.stream().map(TableColumn::name).toList();
        header.addAll(tableColumns);
        var csv = new StringBuilder(line(header));
        for (var i = 0; i < given.records.size(); i++) {
            var record = given.records.get(i);
            var row = firstRows.get(given.recordIds.get(i));
            var cells = new ArrayList<String>();
            for (var column : header) {
                var value = record.get(column);
                var inRow = tableColumns.indexOf(column);
                cells.add(value == null && row != null && inRow >= 0 ? row.get(inRow) : value);
            }
            csv.append(line(cells));
        }
        return csv.toString();
    }

    String unmatched() {
        var csv = new StringBuilder(
                line(given.columns.stream().map(TableColumn::name).toList()));
        var rows =
                given.rows.stream().filter(row -> !recordIds.contains(id(row))).toList();
        rows.forEach(row -> csv.append(line(row)));
        return rows.isEmpty() ? null : csv.toString();
    }

    MergeSummary.Counts counts() {
        var unmatched =
                given.rows.stream().filter(row -> !recordIds.contains(id(row))).count();
        var used = recordIds.stream().filter(firstRows::containsKey).count();
        return new MergeSummary.Counts(
                given.records.size(),
                given.recordIds.stream().filter(firstRows::containsKey).count(),
                0,
                given.rows.size(),
                given.rows.size() - unmatched - used,
                unmatched);
    }

    private static String line(Collection<String> cells) {
        return cells.stream().map(NaiveMerge::cell).collect(Collectors.joining(",", "", "\n"));
    }

    private static String cell(String text) {
        if (text == null) {
            return "";
        }
        return text.matches("(?s).*[,\"\\n\\r].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
