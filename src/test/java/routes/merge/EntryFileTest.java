package routes.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import routes.merge.database.DatabaseKind;
import routes.merge.database.DatabaseServer;
import routes.shared.InvalidInputException;

class EntryFileTest {

    private static final String SOUND = """
        {"configs": {"onewonder": {
          "SecretsManager": {"username": "db_username", "password": "db_password", "table_name": "table_name", "db_name": "database_name"},
          "S3": {"source_bucket": "source-bucket", "source_key": "input.json", "destination_bucket": "source-bucket", "destination_file": "output.csv"},
          "slack": {"slack_webhook": "https://hooks.slack.com/services/xxx/yyy/zzz"},
          "Database": {"endpoint": "db-endpoint.region.rds.amazonaws.com", "dbtype": "mysql", "port": "3306"}}}}
        """;

    private static final ObjectMapper JSON = new ObjectMapper();

    record Scenario(String scenario, Given given, String then) {

        @Override
        public String toString() {
            return scenario;
        }
    }

    record Given(String block, String field, String value) {}

    static List<Scenario> scenarios() throws IOException {
        var file = Path.of("src/test/resources/scenarios/merge/entries/mistakes.yaml");
        return new ObjectMapper(new YAMLFactory()).readValue(file.toFile(), new TypeReference<>() {});
    }

    @Test
    void reads_the_file_that_exists() {
        // When
        var file = read(SOUND);

        // Then
        assertThat(file.mistakes()).isEmpty();
        assertThat(file.warnings()).isEmpty();
        assertThat(file.entries())
                .containsExactly(new Entry(
                        "onewonder",
                        "rds-secret-onewonder",
                        new Entry.Place("source-bucket", "input.json"),
                        new Entry.Place("source-bucket", "output.csv"),
                        new DatabaseServer(DatabaseKind.MYSQL, "db-endpoint.region.rds.amazonaws.com", 3306),
                        "https://hooks.slack.com/services/xxx/yyy/zzz"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void names_entry_field_and_remedy(Scenario scenario) throws JsonProcessingException {
        // Given
        var all = (ObjectNode) JSON.readTree(SOUND);
        var entry = (ObjectNode) all.path("configs").path("onewonder");
        var given = scenario.given();
        if (given.field() == null) {
            entry.remove(given.block());
        } else if (given.value() == null) {
            ((ObjectNode) entry.path(given.block())).remove(given.field());
        } else {
            ((ObjectNode) entry.path(given.block())).set(given.field(), JSON.readTree(given.value()));
        }

        // When
        var file = read(all.toString());

        // Then
        assertThat(file.mistakes()).isEqualTo(Stream.ofNullable(scenario.then()).toList());
        assertThat(file.entries()).hasSize(scenario.then() == null ? 1 : 0);
    }

    @Test
    void a_mistake_in_one_entry_stops_no_other() {
        var file = read("{\"configs\": {\"broken\": {}," + SOUND.strip().substring("{\"configs\": {".length()));

        assertThat(file.entries()).extracting(Entry::name).containsExactly("onewonder");
        assertThat(file.mistakes()).singleElement().asString().startsWith("entry broken: ");
    }

    @Test
    void warns_of_real_values_without_showing_them() {
        var file = read(SOUND.replace("db_password", "hunter2"));

        assertThat(file.warnings())
                .singleElement()
                .asString()
                .contains("entry onewonder", "password", "take them out")
                .doesNotContain("hunter2", "username");
        assertThat(file.entries()).hasSize(1);
    }

    @Test
    void warns_of_real_names_without_asking_for_another_password() {
        var file = read(SOUND.replace("\"database_name\"", "\"shop\"").replace("\"table_name\"}", "\"<table>\"}"));

        assertThat(file.warnings())
                .containsExactly("entry onewonder: SecretsManager holds real values of db_name, which are not used;"
                        + " take them out of the file");
    }

    @Test
    void takes_placeholders_for_no_values() {
        for (var placeholder : List.of("<table>", "${TABLE}", "***", "")) {
            assertThat(read(SOUND.replace(": \"table_name\"", ": \"" + placeholder + "\""))
                            .warnings())
                    .isEmpty();
        }
    }

    @Test
    void refuses_an_entry_that_writes_what_another_does() {
        var first = "out.csv";
        for (var second : List.of("out.csv", "out.csv.receipt.json", "out.csv.unmatched.csv")) {
            assertThat(two(first, second).mistakes())
                    .singleElement()
                    .asString()
                    .contains("entry two: S3.destination_file makes it write source-bucket/" + second)
                    .contains("as entry one does; name another key");
            assertThat(two(second, first).mistakes()).singleElement().asString().startsWith("entry two: ");
        }
        assertThat(two("out.csv", "out.csv.2").mistakes()).isEmpty();
    }

    private static EntryFile two(String first, String second) {
        var entry = SOUND.strip().replace("{\"configs\": {\"onewonder\": ", "").replaceAll("}}$", "");
        return read("{\"configs\": {\"one\": " + entry.replace("output.csv", first) + ", \"two\": "
                + entry.replace("output.csv", second) + "}}");
    }

    @Test
    void refuses_the_names_of_routes_that_all_entries_share() throws IOException {
        var graph = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("src/main/resources/routes/merge.camel.yaml").toFile());
        assertThat(graph.findValues("route")).isNotEmpty();
        for (var route : graph) {
            if (route.has("route")) {
                var name = route.path("route").path("id").asText().substring(Entry.ROUTE_PREFIX.length());
                assertThat(read(SOUND.replace("\"onewonder\"", "\"" + name + "\""))
                                .mistakes())
                        .containsExactly("entry " + name + ": merge." + name
                                + " is a route that all entries share; rename the entry");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        fetch-size      | 0          | fetch-size is 0; use a number from 1 on
        max-rejects     | -1         | max-rejects is -1; use a number from 0 on
        unmatched-shown | -1         | unmatched-shown is -1; use a number from 0 on
        attempts        | -2         | attempts is -2; use a number from -1 on
        connection.connect-timeout | 0s | connection.connect-timeout is PT0S; use a time of up to 24 days
        connection.query-timeout   | 0s | connection.query-timeout is PT0S; use a time of up to 24 days
        look-up-factor  | -1         | look-up-factor is -1; use a number from 0 on
        look-up-batch   | 0          | look-up-batch is 0; use a number from 1 to 65535
        look-up-batch   | 65536      | look-up-batch is 65536; use a number from 1 to 65535
        schedule        | 0 3 * *    | cron is 0 3 * *: use five fields, minute hour day month weekday
        """)
    void tells_a_setting_that_cannot_be_meant(String setting, String value, String message) {
        assertThat(read(Map.of("entries.onewonder." + setting, value)).mistakes())
                .singleElement()
                .asString()
                .startsWith("entry onewonder: routes.merge.entries.onewonder.")
                .contains(message);
    }

    @Test
    void tells_a_time_zone_that_does_not_exist() {
        var settings = Map.of("entries.onewonder.schedule", "0 3 * * *", "entries.onewonder.time-zone", "Asia/Soul");

        assertThat(read(settings).mistakes())
                .containsExactly(
                        "entry onewonder: routes.merge.entries.onewonder.schedule or time-zone cannot be meant:"
                                + " the time zone is Asia/Soul: use a name such as Asia/Seoul, or UTC");
    }

    @Test
    void refuses_to_wait_for_events_of_a_key_that_no_route_can_name() {
        var text = SOUND.replace("input.json", "{{day}}.json");

        assertThat(read(text).mistakes()).isEmpty();
        assertThat(EntryFile.read(
                                "configs.json",
                                bytes(text),
                                MergeSettings.of(Map.of("entries.onewonder.on-event", "true"))
                                        .merge()
                                        .entries())
                        .mistakes())
                .singleElement()
                .asString()
                .contains("double braces", "routes.merge.entries.onewonder.on-event");
    }

    @Test
    void tells_where_a_file_is_no_json_without_showing_it() {
        assertThatThrownBy(() -> read(SOUND.replace("\"db_password\"", "hunter2")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("configs.json is not JSON: see line 2")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void refuses_an_entry_that_stands_there_twice() {
        var twice = SOUND.strip().replaceAll("}}$", ", \"onewonder\": {}}}");

        assertThatThrownBy(() -> read(twice)).hasMessageContaining("a name that stands there twice");
    }

    @Test
    void refuses_a_file_of_another_shape() {
        assertThatThrownBy(() -> read("[]")).hasMessageContaining("configs.json has no object \"configs\"");
    }

    @Test
    void tells_of_settings_for_an_entry_that_is_not_there() {
        var file = EntryFile.read(
                "configs.json",
                bytes(SOUND),
                MergeSettings.of(Map.of("entries.onewondr.schedule", "0 3 * * *"))
                        .merge()
                        .entries());

        assertThat(file.mistakes())
                .containsExactly("routes.merge.entries.onewondr is set, but configs.json has no entry of that name: it"
                        + " has [onewonder]");
    }

    @Test
    void takes_another_name_for_the_secret() {
        var settings = MergeSettings.of(Map.of("entries.onewonder.login", "team/onewonder"))
                .merge()
                .entries();

        assertThat(EntryFile.read("configs.json", bytes(SOUND), settings).entries())
                .extracting(Entry::login)
                .containsExactly("team/onewonder");
    }

    private static EntryFile read(Map<String, String> settings) {
        return EntryFile.read(
                "configs.json", bytes(SOUND), MergeSettings.of(settings).merge().entries());
    }

    private static EntryFile read(String text) {
        return EntryFile.read(
                "configs.json", bytes(text), MergeSettings.of(Map.of()).merge().entries());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
