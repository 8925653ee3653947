package routes.merge;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sandbox.SharedSandbox;

import routes.merge.database.DatabaseKind;

/** Each scenario on a table in memory, on MariaDB and on PostgreSQL, by a scan and by look-ups. */
class MergeScenariosTest {

    private static final String DATABASE = "merge_scenarios";

    private static Connection mariaDb;
    private static Connection postgres;

    @TempDir
    Path scratch;

    @BeforeAll
    static void connect() throws SQLException {
        var one = SharedSandbox.mariaDb();
        mariaDb = DriverManager.getConnection(one.createDatabase(DATABASE), one.user(), one.password());
        var other = SharedSandbox.postgres();
        postgres = DriverManager.getConnection(other.createDatabase(DATABASE), other.user(), other.password());
        for (var connection : List.of(mariaDb, postgres)) {
            connection.setAutoCommit(false);
        }
    }

    @AfterAll
    static void disconnect() throws SQLException {
        mariaDb.close();
        postgres.close();
    }

    static Stream<MergeScenario> inMemory() {
        return MergeScenarios.of("memory");
    }

    static Stream<MergeScenario> onMariaDb() {
        return MergeScenarios.of("mariadb");
    }

    static Stream<MergeScenario> onPostgres() {
        return MergeScenarios.of("postgresql");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inMemory")
    void merges_with_a_table_in_memory(MergeScenario scenario) throws IOException, SQLException {
        var table = ScenarioTables.inMemory(scenario.given().table());
        MergeScenarios.assertMerged(scenario, table, scratch);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("onMariaDb")
    void merges_with_mariadb(MergeScenario scenario) throws IOException, SQLException {
        var table = scenario.given().table();
        MergeScenarios.assertMerged(
                scenario, ScenarioTables.in(mariaDb, DatabaseKind.MARIADB, DATABASE, table), scratch);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("onPostgres")
    void merges_with_postgresql(MergeScenario scenario) throws IOException, SQLException {
        var table = scenario.given().table();
        MergeScenarios.assertMerged(
                scenario, ScenarioTables.in(postgres, DatabaseKind.POSTGRESQL, "public", table), scratch);
    }
}
