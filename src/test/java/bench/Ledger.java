package bench;

import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import org.postgresql.PGConnection;
import sandbox.SandboxPostgres;

/** Looks into the ledger of the application that is measured. */
final class Ledger implements AutoCloseable {

    private final Connection connection;

    Ledger(SandboxPostgres postgres, String database) throws SQLException {
        connection = DriverManager.getConnection(postgres.jdbcUrl(database), postgres.user(), postgres.password());
    }

    /** The first column of the first row. */
    double number(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getDouble(1);
        }
    }

    /** The first column of the first row. */
    String text(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Writes many rows at once; returns their number. */
    long copy(String sql, Reader rows) throws SQLException, IOException {
        return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, rows);
    }

    /** @throws IllegalStateException if what was asked for is not what is there, so that a measurement counts nothing */
    void require(long expected, String sql) throws SQLException {
        var found = (long) number(sql);
        if (found != expected) {
            throw new IllegalStateException("expected " + expected + " but found " + found + ": " + sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
