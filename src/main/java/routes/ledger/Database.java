package routes.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;

import org.postgresql.util.PGInterval;

/**
 * Runs one statement at a time against the ledger, each in a transaction of its own. Statements are plain SQL with {@code ?}
 * in place of values; values may be text, numbers, booleans, {@link Instant}, {@link Duration}, {@link UUID}, bytes and
 * {@link SqlArray}. Every failure is a {@link LedgerException}. Safe for concurrent use.
 */
@ApplicationScoped
public class Database {

    /** A deadlock, and a transaction that could not be put in order with another one. */
    private static final Set<String> UNDONE_FOR_ANOTHER = Set.of("40P01", "40001");

    private final DataSource source;

    /** A ledger in the database that the connections lead to. */
    public Database(DataSource source) {
        this.source = source;
    }

    /** Reads one row of a result. */
    @FunctionalInterface
    public interface RowReader<T> {

        /** The row at the cursor. */
        T read(ResultSet row) throws SQLException;
    }

    /** A column of values handed over as one PostgreSQL array. */
    public record SqlArray(String type, Object[] values) {

        /** An array of the given PostgreSQL type. */
        public static SqlArray of(String type, Collection<?> values) {
            return new SqlArray(type, values.toArray());
        }
    }

    /** All rows of a query, or of a statement with {@code returning}. */
    public <T> List<T> query(String sql, RowReader<T> reader, Object... values) {
        return execute("the ledger could not be read", sql, values, statement -> {
            try (var rows = statement.executeQuery()) {
                var result = new ArrayList<T>();
                while (rows.next()) {
                    result.add(reader.read(rows));
                }
                return result;
            }
        });
    }

    /** The first row of a query. */
    public <T> Optional<T> first(String sql, RowReader<T> reader, Object... values) {
        return query(sql, reader, values).stream().findFirst();
    }

    /** Number of rows that a statement has changed. */
    public int update(String sql, Object... values) {
        return execute("the ledger could not be written", sql, values, PreparedStatement::executeUpdate);
    }

    @FunctionalInterface
    private interface Execution<T> {

        T of(PreparedStatement statement) throws SQLException;
    }

    /** Two statements that lock the same rows in opposite orders: PostgreSQL undoes one of them, which may then try again. */
    private <T> T execute(String failure, String sql, Object[] values, Execution<T> execution) {
        try {
            try {
                return execute(sql, values, execution);
            } catch (SQLException e) {
                if (!UNDONE_FOR_ANOTHER.contains(String.valueOf(e.getSQLState()))) {
                    throw e;
                }
                return execute(sql, values, execution);
            }
        } catch (SQLException e) {
            throw new LedgerException(failure, e);
        }
    }

    private <T> T execute(String sql, Object[] values, Execution<T> execution) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.prepareStatement(sql)) {
            bind(connection, statement, values);
            return execution.of(statement);
        }
    }

    /** A time of a row, or null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null || time.equals(OffsetDateTime.MAX) ? null : time.toInstant();
    }

    private static void bind(Connection connection, PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            bind(connection, statement, i + 1, values[i]);
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, int index, Object value)
            throws SQLException {
        if (value instanceof Instant instant) {
            statement.setObject(index, time(instant));
        } else if (value instanceof Duration duration) {
            statement.setObject(index, new PGInterval(0, 0, 0, 0, 0, duration.toMillis() / 1000.0));
        } else if (value instanceof SqlArray array) {
            statement.setArray(index, array(connection, array));
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(index, bytes);
        } else if (value == null) {
            statement.setNull(index, Types.OTHER);
        } else {
            statement.setObject(index, value);
        }
    }

    /** Arrays of these types travel in binary form, if the driver sees them as such; others as text with each sign escaped. */
    private static Array array(Connection connection, SqlArray array) throws SQLException {
        var values = array.values();
        return switch (array.type()) {
            case "text" -> connection.createArrayOf("text", Arrays.copyOf(values, values.length, String[].class));
            case "bigint" -> connection.createArrayOf("bigint", Arrays.copyOf(values, values.length, Long[].class));
            case "integer" ->
                connection.createArrayOf("integer", Arrays.copyOf(values, values.length, Integer[].class));
            case "boolean" ->
                connection.createArrayOf("boolean", Arrays.copyOf(values, values.length, Boolean[].class));
            case "timestamptz" -> connection.createArrayOf("timestamptz", times(values));
            default -> connection.createArrayOf(array.type(), values);
        };
    }

    private static Object[] times(Object[] instants) {
        var times = instants.clone();
        for (int i = 0; i < times.length; i++) {
            if (times[i] instanceof Instant instant) {
                times[i] = Instant.MAX.equals(instant) ? "infinity" : instant.toString();
            }
        }
        return times;
    }

    private static OffsetDateTime time(Instant instant) {
        return Instant.MAX.equals(instant) ? OffsetDateTime.MAX : instant.atOffset(ZoneOffset.UTC);
    }
}
