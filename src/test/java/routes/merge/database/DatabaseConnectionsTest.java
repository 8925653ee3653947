package routes.merge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sandbox.SandboxMariaDb;
import sandbox.SelfMadeCertificate;

import routes.merge.MergeSettings;
import routes.merge.secrets.Logins;
import routes.shared.InvalidInputException;

/** How a merge comes to its table, on a MariaDB that wants encryption and shows a certificate nobody has signed. */
class DatabaseConnectionsTest extends MySqlSessionsContract {

    @TempDir
    static Path directory;

    private static SandboxMariaDb mariaDb;
    private static SelfMadeCertificate certificate;

    @BeforeAll
    static void start() {
        certificate = SelfMadeCertificate.of("localhost", directory);
        mariaDb = SandboxMariaDb.started(
                "--ssl-cert=" + certificate.certificate(),
                "--ssl-key=" + certificate.key(),
                "--require-secure-transport=on");
    }

    @AfterAll
    static void stop() {
        mariaDb.close();
    }

    @Test
    void encrypts_unless_told_otherwise() throws Exception {
        // Given
        user("encrypted", "one");
        secret("encrypted", "one", "orders");

        // When
        try (var session = opened(Map.of())) {

            // Then
            try (var rows = session.connection().createStatement().executeQuery("show status like 'Ssl_cipher'")) {
                rows.next();
                assertThat(rows.getString(2)).startsWith("TLS");
            }
        }
    }

    @Test
    void verifies_the_server_where_an_authority_is_given() throws Exception {
        // Given
        user("verified", "one");
        secret("verified", "one", "orders");

        // When
        try (var session = opened(Map.of(
                "database.certificate-authority", certificate.certificate().toString()))) {

            // Then
            assertThat(session.connection().isValid(60)).isTrue();
        }
    }

    @Test
    void refuses_a_server_with_a_certificate_for_another_name() throws Exception {
        // Given
        user("misled", "one");
        secret("misled", "one", "orders");
        var authority = Map.of(
                "database.certificate-authority", certificate.certificate().toString());

        // When, Then
        assertThatThrownBy(() -> OpenedSessions.connected(
                        secrets, authority, new DatabaseServer(DatabaseKind.MARIADB, "127.0.0.1", mariaDb.port())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the certificate of mariadb at 127.0.0.1");
    }

    @Test
    void tells_that_the_file_of_the_authority_is_missing() throws Exception {
        // Given
        user("trusting", "one");
        secret("trusting", "one", "orders");

        // When, Then
        assertThatThrownBy(() -> opened(Map.of(
                        "database.certificate-authority",
                        directory.resolve("nowhere.pem").toString())))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("routes.merge.database.certificate-authority");
    }

    @Test
    void follows_a_rotation_that_changes_the_user() throws Exception {
        // Given
        user("alternating", "one");
        user("alternating_clone", "two");
        secret("alternating", "one", "orders");
        var config = MergeSettings.with(secrets, Map.of());
        var logins = new Logins(config.secrets(), Clock.systemUTC());
        var kept = logins.of(OpenedSessions.SECRET);
        secret("alternating_clone", "two", "orders");
        execute("drop user alternating@localhost");

        // When
        try (var session = new DatabaseSession(server(), OpenedSessions.SECRET, kept)) {
            new DatabaseConnections(config.database(), logins).open(session);

            // Then
            assertThat(session.login().user()).isEqualTo("alternating_clone");
        }
    }

    @Test
    void tells_that_the_server_wants_encryption() throws Exception {
        // Given
        user("plain", "one");
        secret("plain", "one", "orders");

        // When, Then
        assertThatThrownBy(() -> opened(Map.of("database.tls", "false")))
                .hasMessageContaining("localhost")
                .isInstanceOf(IOException.class);
    }

    @Override
    protected DatabaseServer server() {
        return new DatabaseServer(DatabaseKind.MARIADB, "localhost", mariaDb.port());
    }

    @Override
    protected Connection administrator() throws SQLException {
        return DriverManager.getConnection(
                mariaDb.jdbcUrl("mysql") + "?sslMode=trust", mariaDb.user(), mariaDb.password());
    }
}
