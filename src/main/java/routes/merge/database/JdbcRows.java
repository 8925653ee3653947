package routes.merge.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import routes.merge.join.TableRows;

/** Rows on their way from the database. */
final class JdbcRows implements TableRows {

    private final Connection connection;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private boolean ended;

    JdbcRows(Connection connection, PreparedStatement statement, ResultSet rows) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
    }

    @Override
    public boolean next() throws SQLException {
        ended = !rows.next();
        return !ended;
    }

    @Override
    public byte[] cell(int column) throws SQLException {
        return rows.getBytes(column + 1);
    }

    /** After the last row, frees what was held. Before it, hangs up: otherwise all other rows would be fetched first. */
    @Override
    public void close() throws SQLException {
        if (ended) {
            statement.close();
        } else {
            connection.abort(Runnable::run);
        }
    }
}
