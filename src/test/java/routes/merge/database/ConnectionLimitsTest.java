package routes.merge.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import routes.merge.MergeSettings;

class ConnectionLimitsTest {

    @Test
    void an_entry_has_its_own_where_they_are_set_and_those_of_all_otherwise() {
        // When
        var settings = MergeSettings.of(Map.of(
                "database.query-timeout", "1m",
                "database.connect-timeout", "2s",
                "entries.far.connection.tls", "false",
                "entries.far.connection.connect-timeout", "1m",
                "entries.near.connection.certificate-authority", "near.pem",
                "entries.near.connection.query-timeout", "5s"));

        // Then
        assertThat(ConnectionLimits.of(settings.database(), settings.own("far")))
                .isEqualTo(new ConnectionLimits(false, Optional.empty(), Duration.ofMinutes(1), Duration.ofMinutes(1)));
        assertThat(ConnectionLimits.of(settings.database(), settings.own("near")))
                .isEqualTo(new ConnectionLimits(
                        true, Optional.of(Path.of("near.pem")), Duration.ofSeconds(2), Duration.ofSeconds(5)));
        assertThat(ConnectionLimits.of(settings.database(), settings.own("any")))
                .isEqualTo(ConnectionLimits.of(settings.database(), null));
    }
}
