package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import routes.ledger.Database;
import routes.ledger.LedgerException;
import routes.ledger.Replica;
import routes.ledger.RunLedger.Claim;
import routes.ledger.TestLedger;

class StepRunnerTest {

    private final TestLedger ledger = TestLedger.create();
    private final StepRunner steps = new StepRunner(ledger.steps, new Shutdown(), new ObjectMapper());

    @Test
    void finds_its_work_again_and_not_that_of_the_same_slot_of_another_ledger() {
        // Given
        var other = TestLedger.create();
        var slot = List.of(Instant.parse("2026-11-20T15:00:00Z"));
        ledger.slots.queue("daily", slot, false);
        other.slots.queue("daily", slot, false);
        var former = ledger.replica();

        // When
        var run = claim(ledger, former, "daily");
        former.leave();
        var again = claim(ledger, ledger.replica(), "daily");
        var theirs = claim(other, other.replica(), "daily");

        // Then
        assertThat(theirs.getCause()).isEqualTo(run.getCause());
        assertThat(theirs.getId()).isEqualTo(run.getId());
        assertThat(StepRunner.externalId(again, "job"))
                .isEqualTo(StepRunner.externalId(run, "job"))
                .isNotEqualTo(StepRunner.externalId(theirs, "job"));
    }

    @Test
    void asks_an_action_again_under_the_same_name_that_could_not_reach_the_ledger() {
        // Given
        ledger.runs.queueManual("away", "{}");
        var run = claim(ledger, ledger.replica(), "away");
        var exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(Run.PROPERTY, run);

        // When
        assertThatThrownBy(() -> steps.perform(new BeginsWithoutLedger(), "job", Map.of(), exchange))
                .isInstanceOf(RunLost.class);

        // Then
        assertThat(run.lost()).isTrue();
        assertThat(ledger.count("step where id = 'job' and state = 'started'")).isEqualTo(1);
    }

    private static Run claim(TestLedger ledger, Replica replica, String route) {
        var claimed = ledger.runs.claim(replica.id(), new Claim(route, 1, 0, 0, false, ""));
        return new Run(claimed.get(0), List.of(), ZoneOffset.UTC);
    }

    /** What it has begun goes on, but it could not write that down. */
    private static final class BeginsWithoutLedger implements Action {

        @Override
        public String name() {
            return "begins-without-ledger";
        }

        @Override
        public Progress proceed(Call call) {
            var source = new PGSimpleDataSource();
            source.setURL("jdbc:postgresql://127.0.0.1:9/none");
            throw catchThrowableOfType(LedgerException.class, () -> new Database(source).update("select 1"));
        }
    }
}
