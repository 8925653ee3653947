package routes.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sandbox.SharedSandbox;

import routes.ledger.Announcement;
import routes.shared.InvalidInputException;

class OutboxTest {

    private static TestLedger ledger;
    private ScriptedSlack slack;
    private TestReplica replica;

    @BeforeAll
    static void migrate() {
        ledger = new TestLedger(SharedSandbox.postgres(), "outbox");
    }

    @BeforeEach
    void begin() throws IOException {
        ledger.clear();
        slack = new ScriptedSlack();
    }

    @AfterEach
    void end() {
        slack.close();
        replica.close();
    }

    @Test
    void tells_messages_in_their_order_and_at_the_channels_pace() {
        // Given
        replica = TestReplica.of(ledger, slack, "pace", "0.2s").started();
        var texts = IntStream.range(0, 5).mapToObj(i -> "message " + i).toList();

        // When
        texts.forEach(replica::enqueue);

        // Then
        await().until(() -> slack.told("default").size() == 5);
        assertThat(slack.told("default")).isEqualTo(texts);
        assertThat(gaps()).allSatisfy(gap -> assertThat(gap).isGreaterThanOrEqualTo(Duration.ofMillis(200)));
    }

    @Test
    void tells_messages_of_a_group_that_wait_together_as_one() {
        // Given
        replica = TestReplica.of(ledger, slack);
        for (int i = 1; i <= 7; i++) {
            replica.enqueue("default", "runs of rosbag parked|full", "rosbag run " + i + " *parked*\n> disk full");
        }
        replica.enqueue("default", "runs of merge parked|full", "merge run 8 *parked*");

        // When
        replica.started();

        // Then
        await().until(() -> slack.told("default").size() == 2);
        assertThat(slack.told("default")).containsExactly("""
            *7 runs of rosbag parked*
            • rosbag run 1 *parked*
            • rosbag run 2 *parked*
            • rosbag run 3 *parked*
            • rosbag run 4 *parked*
            • rosbag run 5 *parked*
            • and 2 more
            > disk full\
            """, "merge run 8 *parked*");
        await().untilAsserted(() -> assertThat(ledger.states())
                .containsExactly("sent", "merged", "merged", "merged", "merged", "merged", "merged", "sent"));
    }

    @Test
    void tells_nothing_twice_that_has_the_same_key() {
        // Given
        replica = TestReplica.of(ledger, slack).started();
        long first = replica.outbox.enqueue(new Announcement("parked:1:0", "default", null, "once"));
        await().until(() -> ledger.states().equals(List.of("sent")));

        // When
        long second = replica.outbox.enqueue(new Announcement("parked:1:0", "default", null, "once"));
        replica.enqueue("last");

        // Then
        assertThat(second).isEqualTo(first);
        await().until(() -> slack.told("default").contains("last"));
        assertThat(slack.told("default")).containsExactly("once", "last");
    }

    @Test
    void keeps_what_waits_over_a_restart() {
        // Given
        slack.always("default", ScriptedSlack.Answer.of(503, "unavailable"));
        replica = TestReplica.of(ledger, slack).started();
        replica.enqueue("first");
        replica.enqueue("second");
        await().until(() -> !slack.posts().isEmpty());
        replica.close();
        slack.always("default", ScriptedSlack.Answer.of(200, "ok"));

        // When
        replica = TestReplica.of(ledger, slack).started();

        // Then
        await().until(() -> slack.told("default").size() == 2);
        assertThat(slack.told("default")).containsExactly("first", "second");
    }

    @Test
    void writes_messages_to_the_log_where_no_webhook_is_set() {
        // Given
        replica = new TestReplica(ledger).started();
        try (var log = new LogLines()) {

            // When
            replica.enqueue("any", null, "rosbag run 1\n> disk full");

            // Then
            await().until(() -> ledger.states().equals(List.of("sent")));
            assertThat(log.ofOutbox()).anyMatch(line -> line.contains("Message to any: rosbag run 1 | > disk full"));
            assertThat(ledger.errors())
                    .containsExactly("written to the log, because routes.notify.slack.secret is not set");
        }
    }

    @Test
    void refuses_a_channel_that_has_no_webhook_at_once() {
        // Given
        replica = TestReplica.of(ledger, slack);

        // When, Then
        assertThatThrownBy(() -> replica.enqueue("finance", null, "budget"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "there is no channel finance: set routes.notify.slack.channels.finance.secret to its webhook,"
                                + " or routes.notify.mail.channels.finance.to to its addresses");
    }

    @Test
    void takes_any_text_and_keeps_as_much_of_it_as_can_be_told() {
        // Given
        replica = TestReplica.of(ledger, slack).started();

        // When
        replica.enqueue("\0<!channel> " + "x".repeat(1_000_000));

        // Then
        await().until(() -> ledger.states().equals(List.of("sent")));
        assertThat(slack.told("default"))
                .singleElement()
                .satisfies(
                        text -> assertThat(text).startsWith("&lt;!channel> xxx").hasSize(SlackText.MOST));
    }

    @Test
    void counts_what_waits_and_what_was_told() {
        // Given
        replica = TestReplica.of(ledger, slack, "pace", "1h").started();

        // When
        IntStream.range(0, 3).forEach(i -> replica.enqueue("message " + i));

        // Then
        await().untilAsserted(() -> assertThat(
                        replica.meters.get("sluice.outbox.sent").counter().count())
                .isEqualTo(1));
        await().untilAsserted(() -> assertThat(
                        replica.meters.get("sluice.outbox.queued").gauge().value())
                .isEqualTo(2));
    }

    private List<Duration> gaps() {
        var posts = slack.posts();
        var gaps = new ArrayList<Duration>();
        for (int i = 1; i < posts.size(); i++) {
            gaps.add(Duration.ofNanos(posts.get(i).nanos() - posts.get(i - 1).nanos()));
        }
        return gaps;
    }
}
