package routes.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import routes.shared.InvalidInputException;
import routes.shared.WebhookSource;

class NotifyConfigTest {

    @Test
    void needs_no_settings() {
        // When
        var config = Settings.of();

        // Then
        assertThat(config.enabled()).isTrue();
        assertThat(config.slack().secret()).isEmpty();
        assertThat(config.slack().channels()).isEmpty();
        assertThat(config.consoleUrl()).isEmpty();
        assertThat(config.success()).isEmpty();
        assertThat(config.pace()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.maxAge()).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void reads_further_channels_by_name() {
        // Given
        var config = Settings.of("slack.channels.finance.secret", "https://slack.invalid/services/a");

        // When
        var messenger = messenger(config);

        // Then
        assertThat(messenger.knows("finance")).isTrue();
        assertThat(messenger.knows("default")).isFalse();
    }

    @Test
    void tells_a_route_in_the_channel_that_is_called_as_it_is() {
        // Given
        WebhookSource source = channel -> Optional.of(
                        new WebhookSource.NamedWebhook("configs.json", "https://slack.invalid/services/b"))
                .filter(any -> channel.equals("merge.onewonder"));

        // When
        var messenger = new Messenger(new Channels(Settings.of(), null, List.of(source)));

        // Then
        assertThat(messenger.channelOf("merge.onewonder")).isEqualTo("merge.onewonder");
        assertThat(messenger.channelOf("rosbag")).isEqualTo("default");
        assertThat(source.webhook("merge.onewonder").toString()).doesNotContain("services");
    }

    @Test
    void posts_to_the_address_that_is_mounted_now(@TempDir Path mount) throws IOException {
        try (var slack = new ScriptedSlack()) {
            // Given
            var file = Files.writeString(mount.resolve("address"), slack.webhook("old"));
            var messenger = messenger(Settings.of("slack.secret", "file:" + file));

            // When
            Files.writeString(file, slack.webhook("new"));

            // Then
            await().untilAsserted(() -> {
                messenger.post("default", "hello").join();
                assertThat(slack.told("new")).isNotEmpty();
            });
        }
    }

    @Test
    void names_the_setting_of_a_wrong_webhook_but_not_its_value() {
        // Given
        var config = Settings.of("slack.channels.finance.secret", "hooks.slack.invalid/secretPart");

        // When, Then
        assertThatThrownBy(() -> messenger(config))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("routes.notify.slack.channels.finance.secret")
                .hasMessageNotContaining("secretPart");
    }

    private static Messenger messenger(NotifyConfig config) {
        return new Messenger(new Channels(config, null, List.of()));
    }
}
