package routes.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import routes.merge.join.MergeRules;
import routes.merge.join.MergeSummary;
import routes.merge.join.Merger;
import routes.merge.join.OutputsDouble;
import routes.merge.join.TableSource;
import routes.shared.InvalidInputException;

/** The scenarios, and whether a merge with some table ends as they say. */
final class MergeScenarios {

    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios/merge");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectMapper PLAIN = new ObjectMapper();

    private MergeScenarios() {}

    /** Those for a database, by its name as they have it; or for a table in {@code memory}. */
    static Stream<MergeScenario> of(String database) {
        try (var files = Files.list(SCENARIOS)) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .flatMap(file -> read(file).stream())
                    .filter(scenario -> isFor(scenario, database))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<MergeScenario> read(Path file) {
        try {
            return YAML.readValue(file.toFile(), new TypeReference<List<MergeScenario>>() {});
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " is no list of scenarios", e);
        }
    }

    private static boolean isFor(MergeScenario scenario, String database) {
        var only = scenario.given().table().only();
        return only.isEmpty() || only.contains(database);
    }

    /** Merges by a scan and by look-ups. */
    static void assertMerged(MergeScenario scenario, TableSource table, Path scratch) throws IOException, SQLException {
        for (var lookUps : List.of(false, true)) {
            assertMerged(scenario, table, scratch, scenario.given().settings().rules(lookUps));
        }
    }

    private static void assertMerged(MergeScenario scenario, TableSource table, Path scratch, MergeRules rules)
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
            if (then.rejects() != null) {
                assertThat(outputs.rejectsText()).isEqualTo(then.rejects());
            }
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
