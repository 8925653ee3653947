package routes.merge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sandbox.SandboxSecrets;
import sandbox.SharedSandbox;

/** A database that is silent is not waited for any longer than is set, though that be less than a second. */
@Timeout(300)
class TimeLimitsTest {

    private static final String DATABASE = "merge_times";

    private final SandboxSecrets secrets = SandboxSecrets.started();

    @BeforeEach
    void putSecret() {
        secret("anybody", "any", "any");
    }

    @AfterEach
    void close() {
        secrets.close();
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void a_server_that_accepts_and_says_nothing_cannot_be_reached(DatabaseKind kind) throws IOException {
        try (var silent = new ServerSocket(0)) {
            var server = new DatabaseServer(kind, "localhost", silent.getLocalPort());
            var settings = Map.of("database.connect-timeout", "300ms", "database.query-timeout", "1h");

            assertThatThrownBy(() -> OpenedSessions.connected(secrets, settings, server))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot be reached");
        }
    }

    @Test
    void a_query_that_says_nothing_is_cut_off_on_mariadb() throws Exception {
        // Given
        var mariaDb = SharedSandbox.mariaDb();
        execute(
                DriverManager.getConnection(mariaDb.createDatabase(DATABASE), mariaDb.user(), mariaDb.password()),
                "create table moments (id int primary key)",
                "insert into moments values (1)",
                "create view slow as select id from moments where sleep(3600) = 0");
        secret(mariaDb.user(), mariaDb.password(), "slow");

        // Then
        assertCutOff(new DatabaseServer(DatabaseKind.MARIADB, "localhost", mariaDb.port()));
    }

    @Test
    void a_query_that_says_nothing_is_cut_off_on_postgresql() throws Exception {
        // Given
        var postgres = SharedSandbox.postgres();
        execute(
                DriverManager.getConnection(postgres.createDatabase(DATABASE), postgres.user(), postgres.password()),
                "create view slow as select 1 as id where pg_sleep(3600) is not null");
        secret(postgres.user(), postgres.password(), "slow");

        // Then
        assertCutOff(new DatabaseServer(DatabaseKind.POSTGRESQL, "localhost", postgres.port()));
    }

    private void assertCutOff(DatabaseServer server) throws Exception {
        var settings = Map.of("database.tls", "false", "database.query-timeout", "1h");
        try (var session = OpenedSessions.connected(secrets, settings, server)) {
            var table = Tables.open(session, TableName.find(session), 100);
            assertThat(session.connection().getNetworkTimeout()).isEqualTo(3_600_000);
            // From here on, so that only the query that says nothing can be cut off.
            session.connection().setNetworkTimeout(Runnable::run, 300);

            assertThatThrownBy(() -> {
                        try (var rows = table.scan()) {
                            rows.next();
                        }
                    })
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failure -> assertThat(DatabaseFailures.explain(session, failure))
                                    .hasMessageContaining("cannot be reached, or cut the connection"));
        }
    }

    private void secret(String user, String password, String table) {
        secrets.put(
                "rds-secret-onewonder",
                Map.of("username", user, "password", password, "dbname", DATABASE, "table_name", table));
    }

    private static void execute(Connection opened, String... statements) throws SQLException {
        try (var connection = opened;
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
