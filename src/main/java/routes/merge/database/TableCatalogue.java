package routes.merge.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What the database's catalogue knows of one table. */
final class TableCatalogue {

    private final Connection connection;
    private final Dialect dialect;
    private final String schema;
    private final String table;

    TableCatalogue(Connection connection, Dialect dialect, String schema, String table) {
        this.connection = connection;
        this.dialect = dialect;
        this.schema = schema;
        this.table = table;
    }

    /**
     * A column.
     *
     * @param type as the catalogue calls it
     * @param selected what is selected for it
     */
    record Column(String name, String type, Dialect.Expression selected) {}

    /** In the table's order; none if there is no such table, or none that this user may see. */
    List<Column> columns() throws SQLException {
        return query(dialect.columns(), row -> {
            var name = row.getString(1);
            var type = row.getString(2);
            return new Column(name, type, dialect.of(name, type, row.getString(3)));
        });
    }

    /** About how many rows there are, or -1 if the database has no idea. */
    long estimatedRows() throws SQLException {
        return query(dialect.estimate(), row -> row.getLong(1)).stream()
                .findFirst()
                .orElse(-1L);
    }

    /** Columns of the primary key, in its order; none if there is none. */
    List<String> primaryKey() throws SQLException {
        var columns = new TreeMap<Integer, String>();
        try (var keys = connection.getMetaData().getPrimaryKeys(catalogName(), schemaName(), table)) {
            while (keys.next()) {
                columns.put(keys.getInt("KEY_SEQ"), keys.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(columns.values());
    }

    /** Whether an index over all rows begins with this column. */
    boolean isIndexed(String column) throws SQLException {
        try (var parts = connection.getMetaData().getIndexInfo(catalogName(), schemaName(), table, false, true)) {
            while (parts.next()) {
                if (parts.getInt("ORDINAL_POSITION") == 1
                        && column.equals(parts.getString("COLUMN_NAME"))
                        && parts.getString("FILTER_CONDITION") == null) {
                    return true;
                }
            }
            return false;
        }
    }

    private String catalogName() {
        return dialect == Dialect.MYSQL ? schema : null;
    }

    private String schemaName() {
        return dialect == Dialect.MYSQL ? null : schema;
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, RowReader<T> reader) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, schema);
            statement.setString(2, table);
            var found = new ArrayList<T>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        }
    }
}
