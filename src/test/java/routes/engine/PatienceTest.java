package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import routes.ledger.Database;
import routes.ledger.LedgerException;

class PatienceTest {

    private static final long PAUSE_MILLIS = 250;

    @Test
    void a_thread_that_was_unparked_pauses_all_the_same() {
        // Given
        var away = ledgerAway();
        var attempts = new AtomicInteger();
        var begin = System.nanoTime();

        // When
        var written = Patience.whileUnreachable(() -> {
            LockSupport.unpark(Thread.currentThread());
            if (attempts.incrementAndGet() < 3) {
                throw away;
            }
            return true;
        });

        // Then
        assertThat(written).isTrue();
        assertThat((System.nanoTime() - begin) / 1_000_000).isGreaterThanOrEqualTo(2 * PAUSE_MILLIS);
    }

    /** The exception that a ledger throws which no connection leads to. */
    private static LedgerException ledgerAway() {
        var source = new PGSimpleDataSource();
        source.setURL("jdbc:postgresql://127.0.0.1:9/none");
        return catchThrowableOfType(LedgerException.class, () -> new Database(source).update("select 1"));
    }
}
