package routes.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sandbox.SharedSandbox;

import routes.notify.ScriptedSlack.Answer;

class OutboxFaultsTest {

    private static TestLedger ledger;
    private ScriptedSlack slack;
    private LogLines log;
    private TestReplica replica;

    @BeforeAll
    static void migrate() {
        ledger = new TestLedger(SharedSandbox.postgres(), "outbox_faults");
    }

    @BeforeEach
    void begin() throws IOException {
        ledger.clear();
        slack = new ScriptedSlack();
        log = new LogLines();
    }

    @AfterEach
    void end() {
        slack.close();
        replica.close();
        log.close();
        assertThat(log.all()).noneMatch(line -> line.contains(ScriptedSlack.SECRET));
    }

    @Test
    void leaves_a_channel_alone_for_as_long_as_slack_asks() {
        // Given
        slack.next("default", new Answer(429, "rate_limited", "1", Duration.ZERO));
        replica = TestReplica.of(ledger, slack).started();

        // When
        replica.enqueue("first");
        replica.enqueue("second");

        // Then
        await().until(() -> slack.told("default").size() == 2);
        assertThat(slack.told("default")).containsExactly("first", "second");
        var posts = slack.posts();
        assertThat(Duration.ofNanos(posts.get(1).nanos() - posts.get(0).nanos()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(log.ofOutbox()).isEmpty();
    }

    @Test
    void tries_again_while_slack_is_broken_and_says_so_once() {
        // Given
        var broken = Answer.of(500, "rollup_error");
        slack.next("default", broken, broken, broken, broken);
        replica = TestReplica.of(ledger, slack).started();

        // When
        replica.enqueue("news");

        // Then
        await().until(() -> ledger.states().equals(List.of("sent")));
        assertThat(slack.posts()).hasSize(5);
        await().untilAsserted(() -> assertThat(log.ofOutbox())
                .extracting(line -> line.replaceAll(".*Messages", "Messages").strip())
                .containsExactly(
                        "Messages to channel default do not come through and wait: Slack answered 500 rollup_error",
                        "Messages to channel default go out again"));
    }

    @Test
    void buries_what_slack_will_never_take_and_says_so_once() {
        // Given
        slack.always("default", Answer.of(404, "no_service"));
        replica = TestReplica.of(ledger, slack).started();

        // When
        replica.enqueue("first");
        replica.enqueue("second");

        // Then
        await().until(() -> ledger.states().equals(List.of("dead", "dead")));
        // It logs what it has written down before, and nothing more once it has ended.
        replica.close();
        assertThat(ledger.errors())
                .containsOnly("Slack answered 404 no_service: the webhook is revoked or its channel"
                        + " is gone; set routes.notify.slack.secret to a new webhook");
        assertThat(log.ofOutbox()).hasSize(1).allMatch(line -> line.startsWith("ERROR"));
        assertThat(slack.posts()).hasSize(2);
    }

    @Test
    void tells_dead_messages_once_somebody_asks_for_it() {
        // Given
        slack.next("default", Answer.of(410, "channel_is_archived"));
        replica = TestReplica.of(ledger, slack).started();
        replica.enqueue("news");
        await().until(() -> ledger.states().equals(List.of("dead")));

        // When
        int revived = replica.outbox.retryDead("default");

        // Then
        assertThat(revived).isEqualTo(1);
        await().until(() -> ledger.states().equals(List.of("sent")));
        assertThat(ledger.channelState("default")).isEqualTo("working");
    }

    @Test
    void tells_other_channels_while_one_is_dead_and_while_one_hangs() {
        // Given
        slack.always("default", new Answer(200, "ok", null, Duration.ofMinutes(10)));
        replica = TestReplica.of(ledger, slack, "timeout", "5m").started();

        // When
        replica.enqueue("never answered");
        replica.enqueue("other", null, "heard");

        // Then
        await().until(() -> ledger.states().equals(List.of("queued", "sent")));
    }

    @Test
    void tries_again_when_slack_does_not_answer_in_time() {
        // Given
        slack.next("default", new Answer(200, "ok", null, Duration.ofMinutes(10)));
        replica = TestReplica.of(ledger, slack, "timeout", "0.5s").started();

        // When
        replica.enqueue("news");

        // Then
        await().until(() -> ledger.states().equals(List.of("sent")));
        // More, where this machine took that long for an answer itself.
        assertThat(slack.posts()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(log.ofOutbox()).anyMatch(line -> line.contains("no answer within 500 ms"));
    }

    @Test
    void buries_what_is_too_old_to_be_news() {
        // Given
        slack.always("default", Answer.of(503, "unavailable"));
        replica = TestReplica.of(ledger, slack, "max-age", "30m").started();
        replica.enqueue("news");
        await().until(() -> ledger.channelState("default").equals("unreachable"));

        // When
        ledger.letAnHourPass();
        // Then
        await().until(() -> ledger.states().equals(List.of("dead")));
        assertThat(ledger.errors().get(0))
                .isEqualTo("waited longer than routes.notify.max-age: Slack answered 503 unavailable");
    }

    @Test
    void makes_no_messages_of_its_own_failures() {
        // Given
        slack.always("default", Answer.of(404, "no_service"));
        replica = TestReplica.of(ledger, slack).started();

        // When
        replica.enqueue("news");

        // Then
        await().until(() -> ledger.states().contains("dead"));
        assertThat(ledger.states()).hasSize(1);
    }

    @Test
    void outlives_an_error_of_the_java_machine() {
        // Given
        replica = TestReplica.of(ledger, slack);
        var errors = new AtomicInteger();
        replica.meters.config().onMeterAdded(meter -> {
            if (errors.getAndIncrement() == 0) {
                throw new StackOverflowError("as a stand-in has it");
            }
        });
        replica.started();

        // When
        replica.enqueue("news");

        // Then
        await().until(() -> ledger.states().equals(List.of("sent")));
        assertThat(errors).hasPositiveValue();
    }
}
