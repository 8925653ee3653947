package routes.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;

class DatabaseTest {

    private static final String LOCKS_B_AND_AFTER_THE_GATE_A = """
            with b as (update watermark set value = 'ours' where name = 'b' returning name),
            gate as materialized (select pg_advisory_xact_lock(1) from b)
            update watermark set value = 'ours' where name = 'a' and (select count(*) from gate) = 1
            """;

    @Test
    void tries_a_statement_again_that_was_undone_for_another_one() throws Exception {
        // Given
        var ledger = TestLedger.create();
        ledger.database.update("insert into watermark (name, value) values ('a', 'first'), ('b', 'first')");
        var pool = Executors.newFixedThreadPool(2);
        try (var keeper = ledger.connection();
                var gate = keeper.createStatement();
                var other = ledger.connection();
                var statement = other.createStatement()) {
            gate.execute("select pg_advisory_lock(1)");
            other.setAutoCommit(false);
            // So that it is not the other one that is undone.
            statement.execute("set deadlock_timeout = '10min'");
            statement.execute("update watermark set value = 'theirs' where name = 'a'");
            var ours = pool.submit(() -> ledger.database.update(LOCKS_B_AND_AFTER_THE_GATE_A));
            ledger.awaitBlocked();
            var theirs = pool.submit(() -> statement.execute("update watermark set value = 'theirs' where name = 'b'"));
            ledger.awaitBlocked(2);

            // When
            gate.execute("select pg_advisory_unlock(1)");
            theirs.get();
            other.commit();

            // Then
            assertThat(ours.get()).isEqualTo(1);
        }
        pool.shutdown();
        assertThat(ledger.count("watermark where value = 'ours'")).isEqualTo(2);
    }
}
