package routes.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sandbox.SandboxSlack;
import sandbox.SharedSandbox;

class OutboxReplicasTest {

    private static TestLedger ledger;
    private ScriptedSlack slack;

    @BeforeAll
    static void migrate() {
        ledger = new TestLedger(SharedSandbox.postgres(), "outbox_replicas");
    }

    @BeforeEach
    void begin() throws IOException {
        ledger.clear();
        slack = new ScriptedSlack();
    }

    @AfterEach
    void end() {
        slack.close();
    }

    @Test
    void tells_each_message_once_and_in_order_however_many_replicas_post() {
        // Given
        var texts = new ArrayList<String>();
        try (var one = TestReplica.of(ledger, slack, "pace", "0s", "poll", "0.002s");
                var two = TestReplica.of(ledger, slack, "pace", "0s", "poll", "0.002s");
                var three = TestReplica.of(ledger, slack, "pace", "0s", "poll", "0.002s")) {
            one.started();
            two.started();
            three.started();

            // When
            await("more than one of them has posted").until(() -> {
                for (int i = 0; i < 20; i++) {
                    texts.add("message " + texts.size());
                    one.enqueue(texts.get(texts.size() - 1));
                }
                return hasPosted(one) && hasPosted(two);
            });

            // Then
            await().until(() -> !ledger.states().contains("queued"));
            assertThat(slack.told("default")).isEqualTo(texts);
        }
    }

    private static boolean hasPosted(TestReplica replica) {
        return !replica.meters.find("sluice.outbox.sent").counters().isEmpty();
    }

    @Test
    void keeps_the_pace_over_all_replicas() {
        // Given
        try (var one = TestReplica.of(ledger, slack, "pace", "0.1s", "poll", "0.005s");
                var two = TestReplica.of(ledger, slack, "pace", "0.1s", "poll", "0.005s")) {
            IntStream.range(0, 8).forEach(i -> one.enqueue("message " + i));

            // When
            one.started();
            two.started();

            // Then
            await().until(() -> slack.told("default").size() == 8);
            var posts = slack.posts();
            for (int i = 1; i < posts.size(); i++) {
                assertThat(posts.get(i).nanos() - posts.get(i - 1).nanos()).isGreaterThanOrEqualTo(100_000_000L);
            }
        }
    }

    @Test
    void posts_no_faster_than_slack_takes_messages() {
        // Given
        try (var sandbox = SandboxSlack.started();
                var one = new TestReplica(
                        ledger, "slack.secret", sandbox.webhook().toString(), "pace", "1s");
                var two = new TestReplica(
                        ledger, "slack.secret", sandbox.webhook().toString(), "pace", "1s")) {
            IntStream.range(0, 3).forEach(i -> one.enqueue("message " + i));

            // When
            one.started();
            two.started();

            // Then
            await().until(() -> ledger.states().stream().allMatch("sent"::equals));
            assertThat(sandbox.messages())
                    .extracting(SandboxSlack.Message::text)
                    .containsExactly("message 0", "message 1", "message 2");
        }
    }

    @Test
    void tells_what_a_replica_that_died_had_claimed() {
        // Given
        var dead = TestReplica.of(ledger, slack);
        dead.enqueue("left behind");
        assertThat(dead.queue.claim("default")).isPresent();
        try (var living = TestReplica.of(ledger, slack).started()) {

            // When
            ledger.forgetClaims();

            // Then
            await().until(() -> living.meters.find("sluice.outbox.sent").counter() != null);
            assertThat(slack.told("default")).containsExactly("left behind");
        }
    }

    @Test
    void buries_nothing_that_another_replica_has_told_meanwhile() {
        // Given
        var stalled = TestReplica.of(ledger, slack);
        var other = TestReplica.of(ledger, slack);
        stalled.enqueue("told");
        var lost = stalled.queue.claim("default").orElseThrow();
        ledger.forgetClaims();
        other.posts.told(other.queue.claim("default").orElseThrow(), null);

        // When
        var former = stalled.posts.refused(lost, "Slack answered 403");

        // Then
        assertThat(former).isEmpty();
        assertThat(ledger.states()).containsExactly("sent");
    }

    @Test
    void leaves_a_channel_alone_that_another_replica_is_posting_to() {
        // Given
        var one = TestReplica.of(ledger, slack);
        var two = TestReplica.of(ledger, slack);
        one.enqueue("first");
        one.enqueue("second");
        assertThat(one.queue.claim("default")).isPresent();

        // When
        var claimed = two.queue.claim("default");

        // Then
        assertThat(claimed).isEmpty();
    }
}
