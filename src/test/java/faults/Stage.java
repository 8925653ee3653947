package faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import sandbox.PackagedApplication;
import sandbox.SandboxPostgres;
import sandbox.SandboxStore;
import sandbox.SharedSandbox;

/** What a test breaks: a ledger of its own, the effects outside, and any number of replicas of the application. */
final class Stage implements AutoCloseable {

    private static final Path ROUTES = Path.of("src", "test", "resources", "faults");

    private static final List<String> SECRETS = List.of(PackagedApplication.TOKEN, SandboxStore.SECRET);

    private final SandboxPostgres postgres;
    private final String database;
    private final Effects effects = new Effects();
    private final List<PackagedApplication> applications = new ArrayList<>();

    Stage(Class<?> test) {
        this(test, SharedSandbox.postgres());
    }

    Stage(Class<?> test, SandboxPostgres postgres) {
        this.postgres = postgres;
        this.database = test.getSimpleName().toLowerCase(java.util.Locale.ROOT);
        postgres.createDatabase(database);
    }

    Effects effects() {
        return effects;
    }

    /** A replica that has its effects here; not started yet. */
    PackagedApplication application() {
        return application(effects.settings(), "*.camel.yaml");
    }

    /** A replica with these settings and additional routes; not started yet. */
    PackagedApplication application(Map<String, String> settings, String... routes) {
        var environment = new HashMap<>(settings);
        environment.putAll(PackagedApplication.ledger(postgres, database));
        var application = new PackagedApplication(
                environment,
                List.of(
                        "-Xmx256m",
                        PackagedApplication.additionalRoutes(
                                Arrays.stream(routes).map(ROUTES::resolve).toArray(Path[]::new))));
        applications.add(application);
        return application;
    }

    /** The first column of the first row. */
    long count(String sql) {
        return Long.parseLong(texts(sql).get(0));
    }

    /** When each step was finished, by the number of its run, a dash and the last word of its id; of runs that an event began. */
    Map<String, Instant> finishedSteps() {
        try (var connection =
                        DriverManager.getConnection(postgres.jdbcUrl(database), postgres.user(), postgres.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select s.run_id || '-' || regexp_replace(s.id, '.*-', ''), "
                        + "s.finished_at from step s join run r on r.id = s.run_id where r.event_id is not null and "
                        + "s.state = 'succeeded'")) {
            var steps = new HashMap<String, Instant>();
            while (rows.next()) {
                steps.put(rows.getString(1), rows.getTimestamp(2).toInstant());
            }
            return steps;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot ask the ledger for steps", e);
        }
    }

    /** Waits until a query gives that number. */
    void awaitCount(long expected, String sql, Duration atMost) {
        await(sql).atMost(atMost).pollInterval(Duration.ofMillis(250)).until(() -> count(sql) == expected);
    }

    /** The text of the first column of all rows. */
    List<String> texts(String sql) {
        try (var connection =
                        DriverManager.getConnection(postgres.jdbcUrl(database), postgres.user(), postgres.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot ask the ledger: " + sql, e);
        }
    }

    /** Does something while nobody can write to a table of the ledger. */
    void whileLocked(String table, Runnable action) {
        try (var connection =
                        DriverManager.getConnection(postgres.jdbcUrl(database), postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table " + table + " in exclusive mode");
            action.run();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot lock " + table, e);
        }
    }

    private Stream<String> logged(String text) {
        return applications.stream()
                .filter(application -> Files.exists(application.log()))
                .flatMap(application -> application.logText().lines())
                .filter(line -> line.contains(text));
    }

    /** Ends everything, and sees that the ledger holds nothing impossible, whatever the test has done to it. */
    @Override
    public void close() {
        try {
            if (count("select count(*) from information_schema.tables where table_name = 'run'") > 0) {
                assertThat(texts(ImpossibleStates.QUERY))
                        .as("impossible states")
                        .isEmpty();
            }
            assertThat(logged("waited for nothing"))
                    .as("runs that had to be woken")
                    .isEmpty();
            assertThat(SECRETS.stream().flatMap(this::logged))
                    .as("secrets in a log, from the start to the end")
                    .isEmpty();
        } finally {
            applications.forEach(PackagedApplication::close);
            effects.close();
        }
    }
}
