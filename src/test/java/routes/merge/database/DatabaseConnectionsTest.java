package routes.merge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sandbox.SandboxMariaDb;
import sandbox.SandboxSecrets;
import sandbox.SelfMadeCertificate;

import routes.merge.MergeSettings;
import routes.merge.secrets.Logins;

/** How a merge comes to its table, on a MariaDB that wants encryption and shows a certificate nobody has signed. */
class DatabaseConnectionsTest {

    private static final String DATABASE = "connections";

    @TempDir
    static Path directory;

    private static SandboxMariaDb mariaDb;
    private static SelfMadeCertificate certificate;

    private final SandboxSecrets secrets = SandboxSecrets.started();

    @BeforeAll
    static void start() throws SQLException {
        certificate = SelfMadeCertificate.of("localhost", directory);
        mariaDb = SandboxMariaDb.started(
                "--ssl-cert=" + certificate.certificate(),
                "--ssl-key=" + certificate.key(),
                "--require-secure-transport=on");
        administrator("create database " + DATABASE, "create table " + DATABASE + ".orders (id int primary key)");
    }

    @AfterAll
    static void stop() {
        mariaDb.close();
    }

    @AfterEach
    void close() {
        secrets.close();
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
            assertThat(session.connection().isValid(5)).isTrue();
        }
    }

    @Test
    void reads_only_and_sees_one_moment() throws Exception {
        // Given
        administrator("create or replace table " + DATABASE + ".moments (id int primary key)");
        user("writer", "one");
        administrator("grant insert on " + DATABASE + ".* to writer@localhost");
        secret("writer", "one", "moments");
        try (var session = opened(Map.of())) {

            // When
            administrator("insert into " + DATABASE + ".moments values (1)");

            // Then
            try (var rows = session.connection().createStatement().executeQuery("select count(*) from moments")) {
                rows.next();
                assertThat(rows.getInt(1)).isZero();
            }
            assertThatThrownBy(() -> session.connection().createStatement().execute("insert into moments values (2)"))
                    .hasMessageContaining("READ ONLY transaction");
        }
    }

    @Test
    void fetches_a_rotated_password_once_more() throws Exception {
        // Given
        user("rotated", "old");
        secret("rotated", "old", "orders");
        var config = MergeSettings.with(secrets, Map.of());
        var logins = new Logins(config.secrets(), Clock.systemUTC());
        var kept = logins.of(OpenedSessions.SECRET);
        user("rotated", "new");
        var version = secret("rotated", "new", "orders");

        // When
        try (var session = new DatabaseSession(server(), OpenedSessions.SECRET, kept)) {
            new DatabaseConnections(config.database(), logins).open(session);

            // Then
            assertThat(session.login().version()).isEqualTo(version).isNotEqualTo(kept.version());
            assertThat(secrets.asked()).hasSize(2);
        }
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
        administrator("drop user alternating@localhost");

        // When
        try (var session = new DatabaseSession(server(), OpenedSessions.SECRET, kept)) {
            new DatabaseConnections(config.database(), logins).open(session);

            // Then
            assertThat(session.login().user()).isEqualTo("alternating_clone");
        }
    }

    @Test
    void tells_a_password_that_is_refused_twice() throws Exception {
        // Given
        user("refused", "right");
        secret("refused", "wrong", "orders");

        // When, Then
        assertThatThrownBy(() -> opened(Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("refuses user and password of the secret rds-secret-onewonder")
                .hasMessageNotContaining("wrong");
        assertThat(secrets.asked()).hasSize(2);
    }

    @Test
    void tells_four_mistakes_apart() throws Exception {
        user("mistaken", "one");

        secret("mistaken", "one", "nowhere");
        assertThatThrownBy(() -> opened(Map.of())).hasMessageContaining("there is no table nowhere");

        secret("mistaken", "one", "orders", "no_database");
        assertThatThrownBy(() -> opened(Map.of())).hasMessageContaining("may not read no_database");

        administrator("create or replace user outsider@localhost identified by 'one'");
        administrator("create or replace table " + DATABASE + ".public_part (id int)");
        administrator("grant select on " + DATABASE + ".public_part to outsider@localhost");
        secret("outsider", "one", "orders");
        assertThatThrownBy(() -> opened(Map.of()))
                .hasMessageContaining("may not read connections.orders")
                .hasMessageContaining("grant it select");

        secret("mistaken", "one", "orders");
        assertThatThrownBy(() -> opened(Map.of("database.tls", "false")))
                .hasMessageContaining("localhost")
                .isInstanceOf(IOException.class);
    }

    /** A session whose table was found. */
    private DatabaseSession opened(Map<String, String> settings) throws IOException {
        var session = OpenedSessions.connected(secrets, settings, server());
        try {
            TableName.find(session);
            return session;
        } catch (SQLException e) {
            session.close();
            throw DatabaseFailures.explain(session, e);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static DatabaseServer server() {
        return new DatabaseServer(DatabaseKind.MARIADB, "localhost", mariaDb.port());
    }

    private String secret(String user, String password, String table) {
        return secret(user, password, table, DATABASE);
    }

    private String secret(String user, String password, String table, String database) {
        var fields = new HashMap<String, Object>();
        fields.put("username", user);
        fields.put("password", password);
        fields.put("table_name", table);
        fields.put("dbname", database);
        fields.put("port", mariaDb.port());
        return secrets.put("rds-secret-onewonder", fields);
    }

    private static void user(String name, String password) throws SQLException {
        administrator(
                "create or replace user " + name + "@localhost identified by '" + password + "'",
                "grant select on " + DATABASE + ".* to " + name + "@localhost");
    }

    private static void administrator(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        mariaDb.jdbcUrl("mysql") + "?sslMode=trust", mariaDb.user(), mariaDb.password());
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
