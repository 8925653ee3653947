package routes.merge.database;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import routes.merge.database.TableCatalogue.Column;
import routes.merge.join.TableColumn;
import routes.merge.join.TableRows;
import routes.merge.join.TableSource;
import routes.shared.InvalidInputException;

/**
 * A table or view of a database. Rows come over one by one, as text that the database itself makes of them. The connection
 * has its transaction already, is used by nobody else meanwhile, and stays the caller's to close. Names are the catalogue's,
 * and quoted; values are parameters.
 */
final class JdbcTable implements TableSource {

    private static final String TABLE = "merged";
    private static final Set<String> WHOLE = Set.of("tinyint", "smallint", "mediumint", "int", "integer", "bigint");
    private static final Set<String> DECIMAL = Set.of("decimal", "numeric");

    private final Connection connection;
    private final Dialect dialect;
    private final TableCatalogue catalogue;
    private final List<Column> columns;
    private final int fetchSize;
    private final String select;
    private final String order;

    /**
     * @param schema the database's name in MySQL, the schema's in PostgreSQL
     * @param fetchSize rows that the database hands over at once
     * @throws InvalidInputException if there is no such table, or none that this user may see
     */
    JdbcTable(Connection connection, Dialect dialect, String schema, String table, int fetchSize) throws SQLException {
        if (connection.getAutoCommit()) {
            throw new IllegalArgumentException("without a transaction PostgreSQL hands over all rows at once");
        }
        this.connection = connection;
        this.dialect = dialect;
        this.fetchSize = fetchSize;
        this.catalogue = new TableCatalogue(connection, dialect, schema, table);
        this.columns = catalogue.columns();
        if (columns.isEmpty()) {
            throw new InvalidInputException("there is no table " + schema + "." + table
                    + " that this user may read; name another, or grant select on it");
        }
        try (var statement = connection.createStatement()) {
            for (var setting : dialect.session()) {
                statement.execute(setting);
            }
        }
        select = "select "
                + columns.stream().map(column -> column.selected().sql()).collect(Collectors.joining(", ")) + " from "
                + dialect.quoted(schema) + "." + dialect.quoted(table) + " as " + TABLE;
        order = " order by " + order();
    }

    private String order() throws SQLException {
        var key = catalogue.primaryKey();
        return key.isEmpty()
                ? columns.stream()
                        .map(column -> dialect.inOneOrder(column.selected().sql()))
                        .collect(Collectors.joining(", "))
                // Qualified, since a bare name would mean the selected text, in whose order 10 comes before 9.
                : key.stream()
                        .map(column -> TABLE + "." + dialect.quoted(column))
                        .collect(Collectors.joining(", "));
    }

    @Override
    public List<TableColumn> columns() {
        return columns.stream()
                .map(column -> new TableColumn(column.name(), column.selected().kind()))
                .toList();
    }

    @Override
    public long estimatedRows() throws SQLException {
        return catalogue.estimatedRows();
    }

    @Override
    public TableRows scan() throws SQLException {
        return rows(connection.prepareStatement(select + order));
    }

    @Override
    public boolean canLookUp(String column) throws SQLException {
        var type = typeOf(column);
        return (WHOLE.contains(type) || DECIMAL.contains(type)) && catalogue.isIndexed(column);
    }

    @Override
    public TableRows lookUp(String column, List<String> numbers) throws SQLException {
        var marks = "?" + ", ?".repeat(numbers.size() - 1);
        var statement = connection.prepareStatement(
                select + " where " + dialect.quoted(column) + " in (" + marks + ")" + order);
        var whole = WHOLE.contains(typeOf(column));
        for (var i = 0; i < numbers.size(); i++) {
            dialect.bind(statement, i + 1, new BigDecimal(numbers.get(i)), whole);
        }
        return rows(statement);
    }

    private String typeOf(String column) {
        return columns.stream()
                .filter(candidate -> candidate.name().equals(column))
                .map(candidate -> candidate.type().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElseThrow();
    }

    private TableRows rows(PreparedStatement statement) throws SQLException {
        try {
            statement.setFetchSize(fetchSize);
            return new JdbcRows(connection, statement, statement.executeQuery());
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }
}
