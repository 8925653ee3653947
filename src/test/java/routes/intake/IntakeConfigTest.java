package routes.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import io.smallrye.config.ConfigValidationException;
import org.junit.jupiter.api.Test;

class IntakeConfigTest {

    @Test
    void has_a_default_for_everything_but_the_buckets() {
        // When
        var config = Settings.of();

        // Then
        assertThat(config.token()).isEmpty();
        assertThat(config.previous().token()).isEmpty();
        assertThat(config.hmac().secret()).isEmpty();
        assertThat(config.hmac().header()).isEqualTo("X-Signature-256");
        assertThat(config.hmac().tolerance()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.open()).isFalse();
        assertThat(config.listing().cron()).isEqualTo("*/5 * * * *");
        assertThat(config.listing().settle()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.setup().cron()).isEqualTo("*/5 * * * *");
        assertThat(config.kafka().enabled()).isFalse();
        assertThat(config.kafka().topic()).isEqualTo("bucket-events");
        assertThat(config.kafka().groupId()).isEqualTo("sluice-intake");
        assertThat(config.buckets()).isEmpty();
    }

    @Test
    void names_each_watched_bucket() {
        // When
        var config = Settings.of(
                "buckets.raw.bucket", "raw-data",
                "buckets.raw.prefix", "robots/",
                "buckets.raw.notification.arn", "arn:minio:sqs::sluice:webhook",
                "buckets.raw.notification.suffix", ".mcap",
                "buckets.raw.lifecycle.expire-after-days", "7",
                "buckets.out.bucket", "processed-data",
                "buckets.out.list", "false");

        // Then
        var raw = config.buckets().get("raw");
        assertThat(raw.bucket()).isEqualTo("raw-data");
        assertThat(raw.prefix()).contains("robots/");
        assertThat(raw.create()).isTrue();
        assertThat(raw.list()).isTrue();
        assertThat(raw.notification().arn()).contains("arn:minio:sqs::sluice:webhook");
        assertThat(raw.notification().suffix()).contains(".mcap");
        assertThat(raw.lifecycle().expireAfterDays()).hasValue(7);
        assertThat(config.buckets().get("out").list()).isFalse();
        assertThat(config.buckets().get("out").notification().arn()).isEmpty();
        assertThat(config.buckets().get("out").lifecycle().expireAfterDays()).isEmpty();
    }

    @Test
    void a_misspelt_setting_is_refused() {
        assertThatThrownBy(() -> Settings.of("tokn", "abc"))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("routes.intake.tokn");
    }
}
