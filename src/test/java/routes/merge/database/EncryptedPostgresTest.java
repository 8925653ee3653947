package routes.merge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sandbox.SandboxPostgres;
import sandbox.SandboxSecrets;
import sandbox.SelfMadeCertificate;
import sandbox.SharedSandbox;

import routes.shared.InvalidInputException;

/** Encryption with PostgreSQL: on by default, and verified where an authority is given. */
class EncryptedPostgresTest {

    @TempDir
    static Path directory;

    private static SandboxPostgres postgres;
    private static SelfMadeCertificate certificate;
    private static SelfMadeCertificate other;
    private static SandboxSecrets secrets;

    @BeforeAll
    static void start() throws IOException {
        certificate = SelfMadeCertificate.of("localhost", directory);
        other = SelfMadeCertificate.of("elsewhere", directory);
        // The server may run as somebody else, and wants nobody but the owner or root to read its key.
        Files.setPosixFilePermissions(certificate.key(), PosixFilePermissions.fromString("rw-------"));
        postgres = SandboxPostgres.started(Map.of(
                "ssl",
                "on",
                "ssl_cert_file",
                certificate.certificate().toString(),
                "ssl_key_file",
                certificate.key().toString()));
        secrets = SandboxSecrets.started();
        secrets.put(
                "rds-secret-onewonder",
                Map.of("username", "postgres", "password", "any", "dbname", "postgres", "table_name", "orders"));
    }

    @AfterAll
    static void stop() {
        secrets.close();
        postgres.close();
    }

    @Test
    void encrypts_and_verifies() throws Exception {
        for (var settings : List.of(Map.<String, String>of(), authority(certificate))) {
            try (var session = opened(settings);
                    var rows = session.connection()
                            .createStatement()
                            .executeQuery("select ssl from pg_stat_ssl where pid = pg_backend_pid()")) {
                rows.next();
                assertThat(rows.getBoolean(1)).isTrue();
            }
        }
    }

    @Test
    void refuses_a_server_that_another_authority_stands_for() {
        assertThatThrownBy(() -> opened(authority(other)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the certificate of postgresql at localhost")
                .hasMessageContaining("routes.merge.database.certificate-authority");
    }

    @Test
    void refuses_a_server_with_a_certificate_for_another_name() {
        var server = new DatabaseServer(DatabaseKind.POSTGRESQL, "127.0.0.1", postgres.port());

        assertThatThrownBy(() -> OpenedSessions.connected(secrets, authority(certificate), server))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the certificate of postgresql at 127.0.0.1");
    }

    @Test
    void tells_that_the_file_of_the_authority_is_missing() {
        var nowhere = Map.of(
                "database.certificate-authority",
                directory.resolve("nowhere.pem").toString());

        assertThatThrownBy(() -> opened(nowhere))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("routes.merge.database.certificate-authority");
    }

    @Test
    void tells_how_to_reach_a_server_that_does_not_encrypt() {
        assertThatThrownBy(() -> opened(Map.of(), SharedSandbox.postgres().port()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("does not encrypt")
                .hasMessageContaining("set routes.merge.database.tls to false");
    }

    private static Map<String, String> authority(SelfMadeCertificate of) {
        return Map.of("database.certificate-authority", of.certificate().toString());
    }

    private static DatabaseSession opened(Map<String, String> settings) throws IOException {
        return opened(settings, postgres.port());
    }

    private static DatabaseSession opened(Map<String, String> settings, int port) throws IOException {
        return OpenedSessions.connected(
                secrets, settings, new DatabaseServer(DatabaseKind.POSTGRESQL, "localhost", port));
    }
}
