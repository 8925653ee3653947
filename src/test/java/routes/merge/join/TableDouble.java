package routes.merge.join;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A table in memory, whose cells are written as a database would write them. */
public final class TableDouble implements TableSource {

    private final List<TableColumn> columns;
    private final List<String> key;
    private final List<List<String>> rows;

    /** @param key names of the primary key's columns; none if it has no key */
    public TableDouble(List<TableColumn> columns, List<String> key, List<List<String>> rows) {
        this.columns = columns;
        this.key = key;
        this.rows = new ArrayList<>(rows);
        this.rows.sort(order());
    }

    private Comparator<List<String>> order() {
        Comparator<List<String>> order = (one, other) -> 0;
        for (var column = 0; column < columns.size(); column++) {
            if (key.isEmpty()) {
                order = order.thenComparing(cell(column), Comparator.nullsFirst(Comparator.naturalOrder()));
            }
        }
        for (var name : key) {
            var column = columns.stream().map(TableColumn::name).toList().indexOf(name);
            order = columns.get(column).kind() == ColumnKind.NUMBER
                    ? order.thenComparing(row -> new BigDecimal(row.get(column) == null ? "0" : row.get(column)))
                    : order.thenComparing(cell(column), Comparator.nullsFirst(Comparator.naturalOrder()));
        }
        return order;
    }

    private static java.util.function.Function<List<String>, String> cell(int column) {
        return row -> row.get(column);
    }

    @Override
    public List<TableColumn> columns() {
        return columns;
    }

    @Override
    public long estimatedRows() {
        return rows.size();
    }

    @Override
    public TableRows scan() {
        return new Cursor(rows);
    }

    @Override
    public boolean canLookUp(String column) {
        return columns.stream()
                .anyMatch(
                        each -> each.name().equals(column) && each.kind() == ColumnKind.NUMBER && key.contains(column));
    }

    @Override
    public TableRows lookUp(String column, List<String> numbers) {
        var number = columns.stream().map(TableColumn::name).toList().indexOf(column);
        var wanted = numbers.stream().map(BigDecimal::new).toList();
        return new Cursor(rows.stream()
                .filter(row -> row.get(number) != null
                        && wanted.stream().anyMatch(id -> id.compareTo(new BigDecimal(row.get(number))) == 0))
                .toList());
    }

    private static final class Cursor implements TableRows {

        private final List<List<String>> rows;
        private int next;

        private Cursor(List<List<String>> rows) {
            this.rows = rows;
        }

        @Override
        public boolean next() {
            return next++ < rows.size();
        }

        @Override
        public byte[] cell(int column) {
            var cell = rows.get(next - 1).get(column);
            return cell == null ? null : cell.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            next = rows.size();
        }
    }
}
