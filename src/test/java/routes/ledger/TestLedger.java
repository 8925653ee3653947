package routes.ledger;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import sandbox.SharedSandbox;

/** A ledger of its own on the shared PostgreSQL server. */
public final class TestLedger {

    public final Database database;
    private final DataSource source;
    public final LedgerConfig config = new Config();
    public final EventLedger events;
    public final RunLedger runs;
    public final StepLedger steps;
    public final ExternalStepLedger externalSteps;
    public final LeftoverLedger leftovers;
    public final SlotLedger slots;

    private TestLedger(DataSource source) {
        this.source = source;
        this.database = new Database(source);
        this.events = new EventLedger(database, config);
        this.runs = new RunLedger(database);
        this.steps = new StepLedger(database);
        this.externalSteps = new ExternalStepLedger(database);
        this.leftovers = new LeftoverLedger(database);
        this.slots = new SlotLedger(database, runs);
    }

    /** An empty ledger. */
    public static TestLedger create() {
        var postgres = SharedSandbox.postgres();
        var source = new PGSimpleDataSource();
        source.setUrl(
                postgres.createDatabase("ledger_" + UUID.randomUUID().toString().replace("-", "")));
        source.setUser(postgres.user());
        source.setPassword(postgres.password());
        // As the application's connections do.
        source.setOptions("-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off");
        Flyway.configure().dataSource(source).load().migrate();
        return new TestLedger(source);
    }

    /** What another replica would take events with. */
    public EventLedger otherEvents() {
        return new EventLedger(database, config);
    }

    /** A connection for what another program does at the same time. */
    public Connection connection() throws SQLException {
        return source.getConnection();
    }

    /** A replica that has given its first sign of life. */
    public Replica replica() {
        var replica = new Replica(database, config);
        replica.renewLease();
        return replica;
    }

    /** Lets a replica have been alive for long. */
    public void isLongAlive(Replica replica) {
        database.update("update replica set started_at = now() - interval '1 hour' where id = ?", replica.id());
    }

    /** Lets a replica be one that has given no sign of life for more than its lease. */
    public void isDead(Replica replica) {
        database.update("update replica set lease_until = now() - interval '1 minute' where id = ?", replica.id());
    }

    /** Waits until a statement of this ledger waits for a lock that another one holds. */
    public void awaitBlocked() {
        awaitBlocked(1);
    }

    /** Waits until so many statements of this ledger wait for locks that others hold. */
    public void awaitBlocked(int statements) {
        await(statements + " statements wait for a lock")
                .pollInterval(Duration.ofMillis(10))
                .until(() -> count("pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")
                        == statements);
    }

    /** Number of rows of a query. */
    public long count(String fromWhere, Object... values) {
        return database.first("select count(*) from " + fromWhere, row -> row.getLong(1), values)
                .orElseThrow();
    }

    private record Config() implements LedgerConfig {

        @Override
        public Optional<String> password() {
            return Optional.empty();
        }

        @Override
        public String replica() {
            return "test";
        }

        @Override
        public Duration lease() {
            return Duration.ofMinutes(10);
        }

        @Override
        public Duration retention() {
            return Duration.ofDays(90);
        }

        @Override
        public Duration unresolvedRetention() {
            return Duration.ofDays(365);
        }

        @Override
        public Duration matchTolerance() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration matchWindow() {
            return Duration.ofMinutes(5);
        }
    }
}
