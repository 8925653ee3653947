package routes.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;

class DatabaseTest {

    private static final String LOCKS_B_AND_THEN_A = """
            with b as (update watermark set value = 'ours' where name = 'b' returning name)
            update watermark set value = 'ours' where name = 'a' and (select count(*) from b) = 1
            """;

    @Test
    void tries_a_statement_again_that_was_undone_for_another_one() throws Exception {
        // Given
        var ledger = TestLedger.create();
        ledger.database.update("insert into watermark (name, value) values ('a', 'first'), ('b', 'first')");
        var pool = Executors.newSingleThreadExecutor();
        try (var other = ledger.connection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            // So that it is not the other one that is undone.
            statement.execute("set deadlock_timeout = '1min'");
            statement.execute("update watermark set value = 'theirs' where name = 'a'");

            // When
            var ours = pool.submit(() -> ledger.database.update(LOCKS_B_AND_THEN_A));
            ledger.awaitBlocked();
            statement.execute("update watermark set value = 'theirs' where name = 'b'");
            other.commit();

            // Then
            assertThat(ours.get()).isEqualTo(1);
        }
        pool.shutdown();
        assertThat(ledger.count("watermark where value = 'ours'")).isEqualTo(2);
    }
}
