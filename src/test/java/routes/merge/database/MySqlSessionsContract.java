package routes.merge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sandbox.SandboxSecrets;

import routes.merge.MergeSettings;
import routes.merge.SettableClock;
import routes.merge.secrets.Login;
import routes.merge.secrets.Logins;
import routes.shared.InvalidInputException;
import routes.shared.UnavailableException;

/** How a merge comes to its table on a server that speaks MySQL's protocol. */
public abstract class MySqlSessionsContract {

    static final String DATABASE = "connections";

    final SandboxSecrets secrets = SandboxSecrets.started();

    /** Where the server is, and of which kind. */
    protected abstract DatabaseServer server();

    /** A connection of somebody who may do everything. */
    protected abstract Connection administrator() throws SQLException;

    /** What a session has to be told, if anything. */
    protected Map<String, String> settings() {
        return Map.of();
    }

    @BeforeEach
    void makeTable() throws SQLException {
        execute(
                "drop database if exists " + DATABASE,
                "create database " + DATABASE,
                "create table " + DATABASE + ".orders (id int primary key)");
    }

    @AfterEach
    void close() {
        secrets.close();
    }

    @Test
    void reads_only_and_sees_one_moment() throws Exception {
        // Given
        execute("create table " + DATABASE + ".moments (id int primary key)");
        user("writer", "one");
        execute("grant insert on " + DATABASE + ".* to writer@localhost");
        secret("writer", "one", "moments");
        try (var session = opened(Map.of())) {

            // When
            execute("insert into " + DATABASE + ".moments values (1)");

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
        var config = MergeSettings.with(secrets, settings());
        var logins = new Logins(config.secrets(), Clock.systemUTC());
        var kept = logins.of(OpenedSessions.SECRET);
        execute("set password for rotated@localhost = password('new')");
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
    void comes_in_after_a_rotation_that_took_a_while_and_tries_no_password_twice() throws Exception {
        // Given
        user("late", "old");
        secret("late", "old", "orders");
        var clock = new SettableClock();
        var config = MergeSettings.with(secrets, settings());
        var logins = new Logins(config.secrets(), clock);
        var databases = new DatabaseConnections(config.database(), logins);
        var first = session(logins.of(OpenedSessions.SECRET));
        execute("set password for late@localhost = password('new')");
        var before = refusedLogins();
        assertThatThrownBy(() -> databases.open(first))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("another version is awaited until 2026-11-20T10:05:00Z");
        // The server counts it after it has said no.
        await().atMost(Duration.ofMinutes(1)).until(() -> refusedLogins() == before + 1);
        clock.pass(Duration.ofMinutes(2));
        var second = session(logins.fresh(OpenedSessions.SECRET));
        assertThatThrownBy(() -> databases.open(second)).isInstanceOf(UnavailableException.class);
        assertThat(refusedLogins()).isEqualTo(before + 1);

        // When
        clock.pass(Duration.ofMinutes(2));
        secret("late", "new", "orders");

        // Then
        try (var session = session(logins.fresh(OpenedSessions.SECRET))) {
            databases.open(session);
            assertThat(session.connection().isValid(60)).isTrue();
        }
    }

    @Test
    void gives_up_a_password_that_nobody_rotates() throws Exception {
        // Given
        user("forgotten", "right");
        secret("forgotten", "wrong", "orders");
        var clock = new SettableClock();
        var config = MergeSettings.with(secrets, settings());
        var logins = new Logins(config.secrets(), clock);
        var databases = new DatabaseConnections(config.database(), logins);
        var first = session(logins.of(OpenedSessions.SECRET));
        assertThatThrownBy(() -> databases.open(first)).isInstanceOf(UnavailableException.class);

        // When
        clock.pass(Duration.ofMinutes(5));

        // Then
        var last = session(logins.fresh(OpenedSessions.SECRET));
        assertThatThrownBy(() -> databases.open(last))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("none came in time that it takes; see that secret and database have the same");
        var retried = session(logins.fresh(OpenedSessions.SECRET));
        execute("set password for forgotten@localhost = password('wrong')");
        databases.open(retried);
        retried.close();
    }

    private DatabaseSession session(Login login) {
        return new DatabaseSession(server(), OpenedSessions.SECRET, login);
    }

    private long refusedLogins() throws SQLException {
        try (var connection = administrator();
                var rows = connection.createStatement().executeQuery("show global status like 'Aborted_connects'")) {
            rows.next();
            return rows.getLong(2);
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
    void tells_mistakes_apart() throws Exception {
        user("mistaken", "one");

        secret("mistaken", "one", "nowhere");
        assertThatThrownBy(() -> opened(Map.of())).hasMessageContaining("there is no table nowhere");

        secret("mistaken", "one", "orders", "no_database");
        assertThatThrownBy(() -> opened(Map.of())).hasMessageContaining("may not read no_database");

        execute(
                "create user outsider@localhost identified by 'one'",
                "create table " + DATABASE + ".public_part (id int)",
                "grant select on " + DATABASE + ".public_part to outsider@localhost");
        secret("outsider", "one", "orders");
        assertThatThrownBy(() -> opened(Map.of()))
                .hasMessageContaining("may not read connections.orders")
                .hasMessageContaining("grant it select");
    }

    @Test
    void tells_a_database_that_is_not_there_to_who_may_see_all() throws Exception {
        // Given
        execute("create user overseer@localhost identified by 'one'", "grant select on *.* to overseer@localhost");
        secret("overseer", "one", "orders", "no_database");

        // When, Then
        assertThatThrownBy(() -> opened(Map.of())).hasMessageContaining("there is no database no_database");
    }

    /** A session whose table was found and may be read. */
    DatabaseSession opened(Map<String, String> more) throws IOException {
        var settings = new HashMap<>(settings());
        settings.putAll(more);
        var session = OpenedSessions.connected(secrets, settings, server());
        try {
            // Some tell the table's name to who may read only another one, though not its columns.
            Tables.open(session, TableName.find(session), 100);
            return session;
        } catch (SQLException e) {
            session.close();
            throw DatabaseFailures.explain(session, e);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    String secret(String user, String password, String table) {
        return secret(user, password, table, DATABASE);
    }

    private String secret(String user, String password, String table, String database) {
        var fields = new HashMap<String, Object>();
        fields.put("username", user);
        fields.put("password", password);
        fields.put("table_name", table);
        fields.put("dbname", database);
        fields.put("port", server().port());
        return secrets.put("rds-secret-onewonder", fields);
    }

    /** Makes a user who may read the whole database. */
    void user(String name, String password) throws SQLException {
        execute(
                "create user " + name + "@localhost identified by '" + password + "'",
                "grant select on " + DATABASE + ".* to " + name + "@localhost");
    }

    void execute(String... statements) throws SQLException {
        try (var connection = administrator();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
