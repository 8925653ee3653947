package routes.merge.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sandbox.SandboxSecrets;

import routes.merge.MergeSettings;
import routes.merge.SettableClock;
import routes.shared.InvalidInputException;

class LoginsTest {

    private static final Map<String, Object> FIELDS =
            Map.of("username", "reader", "password", "hunter2", "table_name", "orders", "db_name", "shop");

    private static SandboxSecrets secrets;

    @BeforeAll
    static void start() {
        secrets = SandboxSecrets.started();
    }

    @AfterAll
    static void stop() {
        secrets.close();
    }

    @BeforeEach
    void put() {
        secrets.put("rds-secret-onewonder", FIELDS);
    }

    @Test
    void reads_the_shape_of_rds_with_a_port_that_is_a_number() throws IOException {
        // Given
        var version = secrets.put(
                "rds-secret-onewonder",
                Map.of(
                        "engine",
                        "mysql",
                        "host",
                        "db",
                        "port",
                        3306,
                        "username",
                        "u",
                        "password",
                        "p",
                        "dbname",
                        "shop",
                        "table_name",
                        "orders"));

        // When
        var login = logins(Map.of()).of(secret());

        // Then
        assertThat(login).isEqualTo(new Login("u", "p", "shop", "orders", version));
        assertThat(login.toString()).contains(version).doesNotContain("p,");
    }

    @Test
    void takes_what_a_secret_of_rds_itself_lacks_from_the_settings() throws IOException {
        // Given
        secrets.put("rds-secret-onewonder", Map.of("username", "u", "password", "p"));

        // When
        var secret = new LoginSecret("rds-secret-onewonder", "onewonder", Optional.of("orders"), Optional.of("shop"));
        var login = logins(Map.of()).of(secret);

        // Then
        assertThat(login.table()).isEqualTo("orders");
        assertThat(login.database()).isEqualTo("shop");
        assertThatThrownBy(() -> logins(Map.of()).of(secret()))
                .hasMessage("the secret rds-secret-onewonder has no db_name; add it, or set"
                        + " routes.merge.entries.onewonder.database");
    }

    @Test
    void keeps_a_login_for_a_while_and_sees_no_rotation_that_has_not_ended() throws IOException {
        // Given
        var clock = new SettableClock();
        var logins = new Logins(
                MergeSettings.with(secrets, Map.of("secrets.cache", "5m")).secrets(), clock);
        var first = logins.of(secret());
        secrets.prepare("rds-secret-onewonder", FIELDS);
        assertThat(logins.fresh(secret())).isEqualTo(first);

        // When
        secrets.promote("rds-secret-onewonder");
        var within = logins.of(secret());
        clock.pass(Duration.ofMinutes(6));
        var after = logins.of(secret());

        // Then
        assertThat(within).isEqualTo(first);
        assertThat(after.version()).isNotEqualTo(first.version());
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | ResourceNotFoundException   | does not exist",
                "400 | AccessDeniedException       | secretsmanager:GetSecretValue",
                "400 | DecryptionFailure           | KMS key",
                "400 | InvalidRequestException     | restore it",
                "400 | UnrecognizedClientException | routes.merge.secrets.access-key",
            })
    void parks_what_somebody_has_to_put_right(int status, String type, String words) {
        secrets.refuseNext(1, status, type);

        assertThatThrownBy(() -> logins(Map.of()).of(secret()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({"400, ThrottlingException", "500, InternalServiceError", "503, ServiceUnavailable"})
    void tries_again_what_heals(int status, String type) throws IOException {
        // Given
        secrets.refuseNext(1, status, type);
        var logins = logins(Map.of());

        // When, Then
        assertThatThrownBy(() -> logins.of(secret()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(type);
        assertThat(logins.of(secret()).user()).isEqualTo("reader");
    }

    @Test
    void waits_no_longer_than_it_is_told() {
        int before = secrets.asked().size();
        secrets.hang();
        try {
            assertThatThrownBy(() -> logins(Map.of("secrets.timeout", "300ms")).of(secret()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("does not answer");
            // Or it would be one of the requests of the test that comes next.
            await().until(() -> secrets.asked().size() > before);
        } finally {
            secrets.release();
        }
    }

    @Test
    void hides_what_is_no_json() {
        // Given
        secrets.put("rds-secret-onewonder", Map.of("username", "u", "password", ""));

        // When, Then
        assertThatThrownBy(() -> logins(Map.of()).of(secret()))
                .hasMessage("the secret rds-secret-onewonder has no password; add it");
        assertThatThrownBy(() -> Login.of(secret(), new SecretStore.Version("hunter2", "v1")))
                .hasMessageContaining("(value hidden) is no JSON object")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void reads_files_as_kubernetes_mounts_them(@TempDir Path directory) throws IOException {
        // Given
        var secret = Files.createDirectory(directory.resolve("rds-secret-onewonder"));
        for (var field : FIELDS.entrySet()) {
            Files.writeString(secret.resolve(field.getKey()), field.getValue() + "\n");
        }
        var logins = new Logins(
                MergeSettings.of(Map.of("secrets.directory", directory.toString()))
                        .secrets(),
                Clock.systemUTC());

        // When
        var login = logins.of(secret());

        // Then
        assertThat(login.password()).isEqualTo("hunter2");
        assertThat(login.version()).startsWith("file of 20");
        assertThatThrownBy(() -> new FileSecrets(secret).fetch("rds-secret-onewonder"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("mount it there");
        assertThatThrownBy(() -> new FileSecrets(secret).fetch("../../etc/passwd"))
                .hasMessageContaining("leads out of routes.merge.secrets.directory");
    }

    private static Logins logins(Map<String, String> settings) {
        return new Logins(MergeSettings.with(secrets, settings).secrets(), Clock.systemUTC());
    }

    private static LoginSecret secret() {
        return new LoginSecret("rds-secret-onewonder", "onewonder", Optional.empty(), Optional.empty());
    }
}
