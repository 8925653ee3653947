package bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Records and rows to merge: ten fields, ten columns; a tenth of the records has no row, and of the rows no record; the
 * records are in another order than the rows.
 */
final class MergeData {

    static final String TABLE = "customer";

    /** Odd and no multiple of 5, so that it visits every number below a power of ten. */
    private static final long STRIDE = 7_368_787;

    private final int size;

    MergeData(int size) {
        this.size = size;
    }

    /** An array of records, about 250 bytes each. */
    void writeJson(Path file) throws IOException {
        try (var out = new PrintStream(
                new BufferedOutputStream(Files.newOutputStream(file), 1 << 20), false, StandardCharsets.UTF_8)) {
            for (var i = 0; i < size; i++) {
                out.print(i == 0 ? "[\n" : ",\n");
                out.print(record(i));
            }
            out.print("\n]\n");
        }
    }

    private String record(int number) {
        var id = 1 + size / 10 + number * STRIDE % size;
        var name = id % 7 == 0 ? "null" : "\"Customer number " + id + "\"";
        var street = id % 11 == 0 ? "Broad Street 5, 2nd floor" : "High Street " + id % 500;
        return String.format(
                Locale.ROOT,
                "{\"id\": %d, \"name\": %s, \"street\": \"%s\", \"city\": \"%s\", \"amount\": %d.%02d, \"visits\": %d,"
                        + " \"newsletter\": %b, \"last_seen\": \"2026-%02d-%02dT08:15:00Z\", \"segment\": \"segment %d of"
                        + " the campaign\", \"comment\": \"called twice about order %d and was content\"}",
                id,
                name,
                street,
                id % 3 == 0 ? "Köln" : "New York",
                id % 10_000,
                id % 100,
                id % 1000,
                id % 2 == 0,
                1 + id % 12,
                1 + id % 28,
                id % 17,
                id * 31);
    }

    /** The rows, made by MariaDB itself. */
    void makeTable(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("""
                create table %s (id bigint primary key, name varchar(60), email varchar(60), phone varchar(30),
                    country char(2), balance decimal(12,2), points int, created datetime, active boolean,
                    rating double)\
                """.formatted(TABLE));
            statement.execute("""
                insert into %s
                select seq, concat('Customer no. ', seq), concat('customer', seq, '@example.org'),
                    concat('+49 30 ', 1000000 + seq), if(seq %% 2 = 0, 'DE', 'US'), seq %% 1000000 / 100, seq %% 5000,
                    date_add('2020-01-01 00:00:00', interval seq %% 1000000 second), seq %% 3 = 0, seq %% 50 / 10
                from seq_1_to_%d\
                """.formatted(TABLE, size));
            statement.execute("analyze table " + TABLE);
        }
    }

    /** The rows as a CSV file. */
    static void writeRows(Connection connection, Path file) throws IOException, SQLException {
        try (var statement = connection.createStatement();
                var out = Files.newBufferedWriter(file)) {
            statement.setFetchSize(5_000);
            out.write("id,name,email,phone,country,balance,points,created,active,rating\n");
            try (var rows =
                    statement.executeQuery("select concat_ws(',', id, name, email, phone, country, balance, points,"
                            + " created, active, rating) from " + TABLE)) {
                while (rows.next()) {
                    out.write(rows.getString(1));
                    out.write('\n');
                }
            }
        }
    }
}
