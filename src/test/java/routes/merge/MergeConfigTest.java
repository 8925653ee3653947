package routes.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import io.smallrye.config.ConfigValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import routes.merge.database.DatabaseKind;
import routes.merge.database.DatabaseServer;
import routes.merge.secrets.LoginSecret;
import routes.shared.InvalidInputException;

/** The settings of the pipeline's packages stand under one prefix, and none takes a key of another for its own. */
class MergeConfigTest {

    @Test
    void each_package_has_its_own_settings() {
        // When
        var settings = MergeSettings.of(Map.of("attempts", "3", "database.tls", "false", "secrets.cache", "7s"));

        // Then
        assertThat(settings.merge().attempts()).isEqualTo(3);
        assertThat(settings.database().tls()).isFalse();
        assertThat(settings.secrets().cache()).hasSeconds(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"attemts", "database.tsl", "secrets.cash", "entries.onewonder.tabel"})
    void a_misspelt_key_is_refused_and_told_once(String key) {
        assertThatThrownBy(() -> MergeSettings.of(Map.of(key, "1")))
                .isInstanceOf(ConfigValidationException.class)
                .message()
                .containsOnlyOnce("routes.merge." + key);
    }

    @ParameterizedTest
    @CsvSource({
        "attempts, -2",
        "part-size, 4M",
        "part-size, 2048M",
        "refresh, 0s",
        "config-retry, -1s",
        "database.connect-timeout, 0s",
        "database.query-timeout, 30d"
    })
    void a_value_that_cannot_be_meant_stops_the_start(String setting, String value) {
        var config = MergeSettings.of(Map.of(setting, value)).merge();

        assertThatThrownBy(() -> SettingsCheck.check(config))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("routes.merge." + setting + " is ")
                .hasMessageContaining("; use a ");
    }

    @Test
    void values_at_the_limits_are_taken() {
        for (var settings : List.of(
                Map.<String, String>of(),
                Map.of("attempts", "0", "part-size", "5M"),
                Map.of("attempts", "-1", "part-size", "2047M", "database.connect-timeout", "1ms"))) {
            SettingsCheck.check(MergeSettings.of(settings).merge());
        }
    }

    @Test
    void what_a_secret_leaves_out_is_taken_from_the_settings_of_its_entry() {
        // Given
        var config = MergeSettings.of(Map.of("entries.onewonder.table", "orders", "entries.onewonder.database", "shop"))
                .merge();
        var entry = new Entry(
                "onewonder",
                "team/secret",
                new Entry.Place("source", "input.json"),
                new Entry.Place("destination", "output.csv"),
                new DatabaseServer(DatabaseKind.MARIADB, "localhost", 3306),
                null);

        // When
        var secret = new MergeUnderWay(entry, config.entries().get("onewonder"), 1).secret();

        // Then
        assertThat(secret)
                .isEqualTo(new LoginSecret(
                        "team/secret",
                        "onewonder",
                        config.entries().get("onewonder").table(),
                        config.entries().get("onewonder").database()));
        assertThat(secret.table()).contains("orders");
        assertThat(secret.database()).contains("shop");
    }
}
