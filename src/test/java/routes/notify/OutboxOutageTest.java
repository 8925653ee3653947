package routes.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sandbox.SandboxPostgres;

import routes.ledger.LedgerException;

/** The ledger itself goes away, so this test has a server of its own. */
class OutboxOutageTest {

    private SandboxPostgres postgres;
    private TestLedger ledger;
    private ScriptedSlack slack;

    @BeforeEach
    void begin() throws IOException {
        postgres = SandboxPostgres.started();
        ledger = new TestLedger(postgres, "outage");
        slack = new ScriptedSlack();
    }

    @AfterEach
    void end() {
        slack.close();
        postgres.close();
    }

    @Test
    void tells_a_message_once_although_the_ledger_is_away_when_slack_answers() {
        try (var log = new LogLines();
                var replica = TestReplica.of(ledger, slack, "timeout", "20s").started()) {
            // Given
            var answer = slack.hang();
            replica.enqueue("news");
            await().until(() -> slack.posts().size() == 1);

            // When
            postgres.stop();
            answer.countDown();
            await().until(() -> log.ofOutbox().stream().anyMatch(line -> line.contains("waits for the ledger")));
            assertThatThrownBy(() -> replica.enqueue("lost")).isInstanceOf(LedgerException.class);
            postgres.start();

            // Then
            await().until(() -> log.ofOutbox().stream().anyMatch(line -> line.contains("The outbox works again")));
            replica.enqueue("more news");
            await().until(() -> slack.told("default").size() == 2);
            assertThat(slack.told("default")).isEqualTo(List.of("news", "more news"));
            assertThat(log.ofOutbox()).hasSize(2);
        }
    }
}
