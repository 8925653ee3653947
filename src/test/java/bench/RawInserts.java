package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import sandbox.SandboxPostgres;

/**
 * The comparator: rows of an event's size, each inserted in a transaction of its own, with nothing before it. By
 * {@code pgbench} where that is installed, otherwise by a loop over JDBC.
 */
final class RawInserts {

    private static final String DATABASE = "raw_inserts";
    private static final Pattern PER_SECOND = Pattern.compile("tps = ([0-9.]+)");
    private static final int BODY = 1000;

    private final SandboxPostgres postgres;
    private final boolean pgbench = onPath("pgbench");

    RawInserts(SandboxPostgres postgres) throws SQLException {
        this.postgres = postgres;
        postgres.createDatabase(DATABASE);
        try (var connection = postgresConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    "create table raw (id bigint generated always as identity primary key, key text, body text)");
        }
    }

    /** Which of the two inserts. */
    String name() {
        return pgbench ? "pgbench -M prepared" : "JDBC";
    }

    /** Rows per second. */
    double perSecond(int clients, Duration duration) throws IOException, InterruptedException, ExecutionException {
        return pgbench ? byPgbench(clients, duration) : byJdbc(clients, duration);
    }

    private double byPgbench(int clients, Duration duration) throws IOException, InterruptedException {
        var script = Files.createTempFile("raw-insert", ".sql");
        try {
            Files.writeString(
                    script,
                    "\\set n random(1, 1000000000)\n"
                            + "insert into raw (key, body) values ('drives/drive-' || :n, :body);\n");
            var command = new ProcessBuilder(
                            "pgbench",
                            "-n",
                            "-M",
                            "prepared",
                            "-c",
                            "" + clients,
                            "-j",
                            "1",
                            // A variable, so that the bytes are sent with each row as those of an event are.
                            "-D",
                            "body=" + "x".repeat(BODY),
                            "-T",
                            "" + duration.toSeconds(),
                            "-f",
                            script.toString(),
                            "-h",
                            "localhost",
                            "-p",
                            "" + postgres.port(),
                            "-U",
                            postgres.user(),
                            DATABASE)
                    .redirectErrorStream(true);
            command.environment().put("PGPASSWORD", postgres.password());
            var process = command.start();
            var said = new String(process.getInputStream().readAllBytes());
            var found = PER_SECOND.matcher(said);
            if (process.waitFor() != 0 || !found.find()) {
                throw new IOException("pgbench failed: " + said);
            }
            return Double.parseDouble(found.group(1));
        } finally {
            Files.delete(script);
        }
    }

    private double byJdbc(int clients, Duration duration) throws InterruptedException, ExecutionException {
        var number = new AtomicInteger();
        var end = System.nanoTime() + duration.toNanos();
        var threads = Executors.newFixedThreadPool(clients);
        try {
            var loops = new ArrayList<Callable<Long>>();
            for (int i = 0; i < clients; i++) {
                loops.add(() -> insertUntil(end, number));
            }
            long rows = 0;
            for (var loop : threads.invokeAll(loops)) {
                rows += loop.get();
            }
            return rows / (duration.toNanos() / 1e9);
        } finally {
            threads.shutdownNow();
        }
    }

    private long insertUntil(long end, AtomicInteger number) throws SQLException {
        try (var connection = postgresConnection();
                var insert = connection.prepareStatement("insert into raw (key, body) values (?, ?)")) {
            var body = "x".repeat(BODY);
            long rows = 0;
            for (; System.nanoTime() < end; rows++) {
                insert.setString(1, "drives/drive-" + number.incrementAndGet());
                insert.setString(2, body);
                insert.executeUpdate();
            }
            return rows;
        }
    }

    private java.sql.Connection postgresConnection() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(DATABASE), postgres.user(), postgres.password());
    }

    private static boolean onPath(String program) {
        var path = System.getenv().getOrDefault("PATH", "");
        for (var directory : path.split(java.io.File.pathSeparator)) {
            if (Files.isExecutable(Path.of(directory, program))) {
                return true;
            }
        }
        return false;
    }
}
