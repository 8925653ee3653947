package routes.merge.database;

import java.sql.SQLException;

import routes.merge.join.TableSource;
import routes.shared.InvalidInputException;

/** Opens tables to be read. */
public final class Tables {

    private Tables() {}

    /**
     * Opens a table in the session's snapshot.
     *
     * @param fetchSize rows that the database hands over at once
     * @throws InvalidInputException if the user may not read it
     */
    public static TableSource open(DatabaseSession session, TableName table, int fetchSize) throws SQLException {
        var dialect = Dialect.of(session.server().kind());
        try {
            return new JdbcTable(session.connection(), dialect, table.schema(), table.table(), fetchSize);
        } catch (InvalidInputException e) {
            // It has a name but no columns: the catalogue shows those only to who may read them.
            throw DatabaseFailures.noRight(session, null);
        }
    }
}
