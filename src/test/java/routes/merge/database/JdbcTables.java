package routes.merge.database;

import java.sql.Connection;
import java.sql.SQLException;

import routes.merge.join.TableSource;

/** Tables over a connection that a test has made by itself. */
public final class JdbcTables {

    private JdbcTables() {}

    /** The table, read with so many rows at once. */
    public static TableSource of(Connection connection, DatabaseKind kind, TableName table, int fetchSize)
            throws SQLException {
        return new JdbcTable(connection, Dialect.of(kind), table.schema(), table.table(), fetchSize);
    }

    /** A name as such a database has it in SQL. */
    public static String quoted(DatabaseKind kind, String name) {
        return Dialect.of(kind).quoted(name);
    }
}
