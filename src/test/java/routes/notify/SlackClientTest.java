package routes.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import routes.notify.PostReply.Limited;
import routes.notify.PostReply.Refused;
import routes.notify.PostReply.Told;
import routes.notify.PostReply.Unreachable;
import routes.notify.ScriptedSlack.Answer;
import routes.shared.InvalidInputException;

class SlackClientTest {

    private static final String SETTING = "routes.notify.slack.secret";

    private final SlackClient client = new SlackClient(Duration.ofMinutes(1));
    private ScriptedSlack slack;
    private LogLines log;

    @BeforeEach
    void begin() throws IOException {
        slack = new ScriptedSlack();
        log = new LogLines();
    }

    @AfterEach
    void end() {
        slack.close();
        log.close();
        assertThat(log.all()).noneMatch(line -> line.contains(ScriptedSlack.SECRET));
    }

    @Test
    void tells_people() {
        // When
        var reply = post();

        // Then
        assertThat(reply).isEqualTo(new Told(null));
        assertThat(slack.told("default")).containsExactly("news");
    }

    @ParameterizedTest
    @CsvSource({"30, PT30S", "' 7 ', PT7S", "0, PT0S", "999999999, PT24H", "soon,", "-1,", "99999999999,"})
    void reads_how_long_slack_wants_to_be_left_alone(String retryAfter, Duration pause) {
        // Given
        slack.next("default", new Answer(429, "rate_limited", retryAfter, Duration.ZERO));

        // When
        var reply = post();

        // Then
        assertThat(reply).isEqualTo(new Limited(pause));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void takes_a_broken_slack_for_one_that_heals(int status) {
        // Given
        slack.next("default", Answer.of(status, "<html>gateway</html>"));

        // When
        var reply = post();

        // Then
        assertThat(reply).isEqualTo(new Unreachable("Slack answered " + status));
    }

    @ParameterizedTest
    @CsvSource({
        "302, Found, check that",
        "400, invalid_payload, it does not take this message",
        "403, action_prohibited, the workspace does not let",
        "404, no_service, the webhook is revoked",
        "410, channel_is_archived, the channel is archived"
    })
    void says_what_to_do_about_a_refusal(int status, String code, String remedy) {
        // Given
        slack.next("default", Answer.of(status, code));

        // When
        var reply = post();

        // Then
        assertThat(reply).isInstanceOf(Refused.class);
        assertThat(((Refused) reply).why())
                .startsWith("Slack answered " + status)
                .contains(remedy);
    }

    @Test
    void repeats_nothing_of_an_error_page_because_it_may_hold_the_address() {
        // Given
        var page = "<p>The URL /services/" + ScriptedSlack.SECRET + "/default was not found</p>";
        slack.next("default", Answer.of(404, page));

        // When
        var reply = post();

        // Then
        assertThat(reply.toString()).doesNotContain(ScriptedSlack.SECRET).contains("Slack answered 404: ");
    }

    @Test
    void waits_for_a_hanging_body_no_longer_than_for_any_answer() {
        // Given
        slack.next("default", new Answer(200, "ok", null, Duration.ofMinutes(10)));
        var impatient = new SlackClient(Duration.ofMillis(500));

        // When
        var reply = assertTimeout(Duration.ofMinutes(1), () -> post(impatient));
        // Then
        assertThat(reply).isEqualTo(new Unreachable("no answer within 500 ms"));
    }

    @Test
    void says_that_there_is_no_connection() throws IOException {
        // Given
        try (var taken = new Socket()) {
            // Nobody listens there, and nobody else is given that port.
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var webhook = Webhook.of(SETTING, "http://127.0.0.1:" + taken.getLocalPort() + "/" + ScriptedSlack.SECRET);

            // When
            var reply = client.post(webhook, "news").join();

            // Then
            assertThat(reply).isEqualTo(new Unreachable("no connection to the host of the webhook"));
        }
    }

    @Test
    void says_that_the_host_is_unknown() {
        // Given
        var webhook = Webhook.of(SETTING, "http://slack.invalid/" + ScriptedSlack.SECRET);

        // When
        var reply = client.post(webhook, "news").join();
        // Then
        assertThat(reply).isEqualTo(new Unreachable("the host of the webhook is not known here"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xoxSecretPart0815",
                "ftp://host/xoxSecretPart0815",
                "https://xoxSecret Part0815",
                "https:///xoxSecretPart0815"
            })
    void shows_a_misspelt_address_nowhere(String address) {
        assertThatThrownBy(() -> Webhook.of(SETTING, address))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(SETTING)
                .hasNoCause()
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain("0815"));
    }

    @Test
    void shows_no_address_where_a_webhook_is_printed() {
        assertThat(List.of(Webhook.of(SETTING, slack.webhook("default"))))
                .hasToString("[Webhook[routes.notify.slack.secret]]");
    }

    private PostReply post() {
        return post(client);
    }

    private PostReply post(SlackClient through) {
        return through.post(Webhook.of(SETTING, slack.webhook("default")), "news")
                .join();
    }
}
