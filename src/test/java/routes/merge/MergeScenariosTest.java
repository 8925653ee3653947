package routes.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sandbox.SharedSandbox;

import routes.merge.database.DatabaseKind;
import routes.merge.join.MergeRules;
import routes.merge.join.MergeSummary;
import routes.merge.join.Merger;
import routes.merge.join.OutputsDouble;
import routes.merge.join.TableSource;
import routes.shared.InvalidInputException;

/** Each scenario on a table in memory, on MariaDB and on PostgreSQL, by a scan and by look-ups. */
class MergeScenariosTest {

    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios/merge");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectMapper PLAIN = new ObjectMapper();
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

    static Stream<MergeScenario> scenarios() throws IOException {
        try (var files = Files.list(SCENARIOS)) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .flatMap(file -> read(file).stream())
                    .toList()
                    .stream();
        }
    }

    private static List<MergeScenario> read(Path file) {
        try {
            return YAML.readValue(file.toFile(), new TypeReference<List<MergeScenario>>() {});
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " is no list of scenarios", e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void merges_with_a_table_in_memory(MergeScenario scenario) throws IOException, SQLException {
        assertMerged(
                scenario, "memory", ScenarioTables.inMemory(scenario.given().table()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void merges_with_mariadb(MergeScenario scenario) throws IOException, SQLException {
        if (isFor(scenario, "mariadb")) {
            var table = scenario.given().table();
            assertMerged(scenario, "mariadb", ScenarioTables.in(mariaDb, DatabaseKind.MARIADB, DATABASE, table));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void merges_with_postgresql(MergeScenario scenario) throws IOException, SQLException {
        if (isFor(scenario, "postgresql")) {
            var table = scenario.given().table();
            assertMerged(scenario, "postgresql", ScenarioTables.in(postgres, DatabaseKind.POSTGRESQL, "public", table));
        }
    }

    private static boolean isFor(MergeScenario scenario, String database) {
        var only = scenario.given().table().only();
        return only.isEmpty() || only.contains(database);
    }

    private void assertMerged(MergeScenario scenario, String database, TableSource table)
            throws IOException, SQLException {
        if (!isFor(scenario, database)) {
            return;
        }
        for (var lookUps : List.of(false, true)) {
            assertMerged(scenario, table, scenario.given().settings().rules(lookUps));
        }
    }

    private void assertMerged(MergeScenario scenario, TableSource table, MergeRules rules)
            throws IOException, SQLException {
        // Given
        var outputs = new OutputsDouble();
        var json = scenario.given().object();
        var then = scenario.then();
        if (then.error() != null) {
            assertThatThrownBy(() -> new Merger().merge(rules, json, table, outputs, scratch))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage(then.error().strip());
            assertThat(outputs.csvText()).isNull();
            return;
        }

        // When
        var summary = new Merger().merge(rules, json, table, outputs, scratch);

        // Then
        assertThat(outputs.csvText()).isEqualTo(then.csv());
        assertThat(outputs.unmatchedText()).isEqualTo(then.unmatched());
        assertThat(outputs.rejectsText()).isEqualTo(then.rejects());
        assertThat(Files.list(scratch)).isEmpty();
        assertSummary(then, summary);
    }

    private static void assertSummary(MergeScenario.Then then, MergeSummary summary) {
        if (then.counts() != null) {
            Map<String, Long> counts = PLAIN.convertValue(summary.counts(), new TypeReference<Map<String, Long>>() {});
            assertThat(counts).containsAllEntriesOf(then.counts());
        }
        if (then.unmatchedIds() != null) {
            assertThat(summary.unmatchedIds()).isEqualTo(then.unmatchedIds());
        }
        if (then.sums() != null) {
            then.sums()
                    .forEach((column, sum) -> assertThat(summary.totals())
                            .filteredOn(total -> total.column().equals(column))
                            .extracting(MergeSummary.ColumnTotal::sum)
                            .containsExactly(sum));
        }
    }
}
