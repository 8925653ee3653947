package routes.merge;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A merge in a process of its own, so that its time and memory can be measured. Arguments: the JSON's file, the table's JDBC
 * URL, user, password, schema and name, and the directory for what comes of it. Prints the seconds and the summary.
 */
public final class MergeProcess {

    /** Held, because a logger that nobody holds forgets its level. The driver's trace would cost more than the merge. */
    private static final Logger DRIVER = Logger.getLogger("org.mariadb");

    private MergeProcess() {}

    private record JsonFile(Path file) implements JsonSource {

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public long size() {
            return file.toFile().length();
        }
    }

    private record FileOutputs(Path directory) implements MergeOutputs {

        @Override
        public OutputStream csv() throws IOException {
            return file("merged.csv");
        }

        @Override
        public OutputStream unmatched() throws IOException {
            return file("unmatched.csv");
        }

        @Override
        public OutputStream rejects() throws IOException {
            return file("rejects.jsonl");
        }

        private OutputStream file(String name) throws IOException {
            return new BufferedOutputStream(Files.newOutputStream(directory.resolve(name)), 1);
        }
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        DRIVER.setLevel(Level.WARNING);
        var directory = Path.of(arguments[6]);
        var begin = System.nanoTime();
        var dialect = arguments[1].startsWith("jdbc:postgresql") ? Dialect.POSTGRESQL : Dialect.MYSQL;
        try (var connection = DriverManager.getConnection(arguments[1], arguments[2], arguments[3])) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            var rules = MergeRules.of("id");
            var table = new JdbcTable(connection, dialect, arguments[4], arguments[5], rules.fetchSize());
            var summary = new Merger()
                    .merge(rules, new JsonFile(Path.of(arguments[0])), table, new FileOutputs(directory), directory);
            System.out.printf(Locale.ROOT, "%.3f%n%s%n", (System.nanoTime() - begin) / 1e9, summary);
        }
        System.out.println(Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElse(""));
    }
}
