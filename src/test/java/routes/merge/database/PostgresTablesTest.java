package routes.merge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sandbox.SandboxSecrets;
import sandbox.SharedSandbox;

import routes.merge.join.ColumnKind;
import routes.merge.join.TableColumn;
import routes.merge.join.TableSource;
import routes.shared.InvalidInputException;

/** What counts as a table on a PostgreSQL, and what of it somebody may read. */
class PostgresTablesTest {

    private static final String DATABASE = "merge_tables";

    private static SandboxSecrets secrets;

    @BeforeAll
    static void start() throws SQLException {
        secrets = SandboxSecrets.started();
        SharedSandbox.postgres().createDatabase(DATABASE);
        execute(
                "create type mood as enum ('glad', 'sad')",
                "create domain amount as numeric(10,2)",
                "create table people (id int primary key, feels mood, owes amount, gone text, hidden text)",
                "alter table people drop column gone",
                "insert into people values (10, 'glad', 1.50, 'x'), (9, 'sad', null, 'y')",
                "create materialized view people_seen as select id, feels from people",
                "create view people_now as select id, owes from people",
                "create role clerk login password 'clerk'",
                "grant select (id, owes) on people to clerk");
    }

    @AfterAll
    static void stop() throws SQLException {
        secrets.close();
        execute("drop owned by clerk", "drop role clerk");
    }

    @Test
    void reads_enumerations_and_domains() throws Exception {
        try (var session = opened("people")) {
            var table = table(session);

            assertThat(table.columns())
                    .containsExactly(
                            new TableColumn("id", ColumnKind.NUMBER),
                            new TableColumn("feels", ColumnKind.TEXT),
                            new TableColumn("owes", ColumnKind.NUMBER),
                            new TableColumn("hidden", ColumnKind.TEXT));
            assertThat(rows(table)).containsExactly("9,sad,null,y", "10,glad,1.50,x");
        }
    }

    @Test
    void reads_a_materialized_view() throws Exception {
        try (var session = opened("people_seen")) {
            assertThat(rows(table(session))).containsExactly("10,glad", "9,sad");
        }
    }

    @Test
    void reads_a_view() throws Exception {
        try (var session = opened("people_now")) {
            assertThat(rows(table(session))).containsExactly("10,1.50", "9,null");
        }
    }

    @Test
    void reads_the_columns_that_it_may_read_and_tells_where_it_may_read_none() throws Exception {
        try (var session = opened("people", "clerk", "clerk")) {
            assertThat(rows(table(session))).containsExactly("9,null", "10,1.50");
        }
        try (var session = opened("people_seen", "clerk", "clerk")) {
            assertThatThrownBy(() -> table(session))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("may not read")
                    .hasMessageContaining("grant it select");
        }
    }

    private static DatabaseSession opened(String table) throws Exception {
        return opened(
                table, SharedSandbox.postgres().user(), SharedSandbox.postgres().password());
    }

    private static DatabaseSession opened(String table, String user, String password) throws Exception {
        secrets.put(
                "rds-secret-onewonder",
                Map.of("username", user, "password", password, "dbname", DATABASE, "table_name", table));
        var server = new DatabaseServer(
                DatabaseKind.POSTGRESQL, "localhost", SharedSandbox.postgres().port());
        return OpenedSessions.connected(secrets, Map.of("database.tls", "false"), server);
    }

    private static TableSource table(DatabaseSession session) throws SQLException {
        return Tables.open(session, TableName.find(session), 100);
    }

    private static List<String> rows(TableSource table) throws SQLException {
        var all = new ArrayList<String>();
        try (var rows = table.scan()) {
            while (rows.next()) {
                var cells = new ArrayList<String>();
                for (var column = 0; column < table.columns().size(); column++) {
                    var cell = rows.cell(column);
                    cells.add(cell == null ? "null" : new String(cell, StandardCharsets.UTF_8));
                }
                all.add(String.join(",", cells));
            }
        }
        return all;
    }

    private static void execute(String... statements) throws SQLException {
        var postgres = SharedSandbox.postgres();
        try (var connection =
                        DriverManager.getConnection(postgres.jdbcUrl(DATABASE), postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
