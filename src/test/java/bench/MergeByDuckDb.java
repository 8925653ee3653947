package bench;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The comparator that shows what is possible: DuckDB takes the rows over JDBC into a table of its own, reads the JSON by all
 * processors, joins and writes. Arguments as of {@code routes.merge.MergeProcess}, and perhaps a CSV file of the rows, to be
 * read instead of the database. It knows columns and types beforehand.
 */
public final class MergeByDuckDb {

    private static final String MERGE = """
        copy (
            select r.id, coalesce(r.name, t.name) as name, r.street, r.city, r.amount, r.visits, r.newsletter,
                r.last_seen, r.segment, r.comment, t.email, t.phone, t.country, t.balance, t.points, t.created,
                t.active, t.rating
            from read_json('%s', format = 'array', columns = {id: 'BIGINT', name: 'VARCHAR', street: 'VARCHAR',
                city: 'VARCHAR', amount: 'VARCHAR', visits: 'VARCHAR', newsletter: 'VARCHAR', last_seen: 'VARCHAR',
                segment: 'VARCHAR', comment: 'VARCHAR'}) r
            left join customer t on t.id = r.id
        ) to '%s' (header)\
        """;

    /** What the driver would be slow to turn into text comes as text. */
    private static final String ROWS = "select id, name, email, phone, country, cast(balance as char), points,"
            + " cast(created as char), active, rating from " + MergeData.TABLE;

    private static final String UNMATCHED = """
        copy (
            select t.* from customer t
            where not exists (select 1 from read_json('%s', format = 'array', columns = {id: 'BIGINT'}) r
                where r.id = t.id)
        ) to '%s' (header)\
        """;

    private MergeByDuckDb() {}

    public static void main(String[] arguments) throws SQLException {
        var json = Path.of(arguments[0]);
        var directory = Path.of(arguments[6]);
        try (var duckDb = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
                var statement = duckDb.createStatement()) {
            statement.execute("""
                create table customer (id bigint, name varchar, email varchar, phone varchar, country varchar,
                    balance varchar, points int, created varchar, active boolean, rating double)\
                """);
            if (arguments.length > 7) {
                statement.execute("copy %s from '%s' (header)".formatted(MergeData.TABLE, arguments[7]));
            } else {
                copyRows(arguments, duckDb);
            }
            statement.execute(MERGE.formatted(json, directory.resolve("merged.csv")));
            statement.execute(UNMATCHED.formatted(json, directory.resolve("unmatched.csv")));
        }
    }

    private static void copyRows(String[] arguments, DuckDBConnection duckDb) throws SQLException {
        try (var connection = DriverManager.getConnection(arguments[1], arguments[2], arguments[3]);
                var statement = connection.createStatement()) {
            statement.setFetchSize(5_000);
            try (var rows = statement.executeQuery(ROWS);
                    var appender = duckDb.createAppender(DuckDBConnection.DEFAULT_SCHEMA, MergeData.TABLE)) {
                while (rows.next()) {
                    append(rows, appender);
                }
            }
        }
    }

    private static void append(ResultSet row, DuckDBAppender appender) throws SQLException {
        appender.beginRow();
        appender.append(row.getLong(1));
        for (var column = 2; column <= 6; column++) {
            appender.append(row.getString(column));
        }
        appender.append(row.getInt(7));
        appender.append(row.getString(8));
        appender.append(row.getBoolean(9));
        appender.append(row.getDouble(10));
        appender.endRow();
    }
}
