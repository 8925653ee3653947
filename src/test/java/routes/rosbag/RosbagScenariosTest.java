package routes.rosbag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import routes.shared.InvalidInputException;

class RosbagScenariosTest {

    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios/rosbag");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectMapper JSON = new ObjectMapper();

    private static LocalStore store;

    record Scenario(String scenario, Given given, Then then) {

        @Override
        public String toString() {
            return scenario;
        }
    }

    record Given(String key, String text, String hex, String repeated, Integer times, Map<String, String> settings) {

        byte[] content() {
            if (hex != null) {
                return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
            }
            var all = (text == null ? "" : text) + (repeated == null ? "" : repeated.repeat(times));
            return all.getBytes(StandardCharsets.UTF_8);
        }
    }

    record Then(String output, String csv, boolean unchanged, String rejects, Long rows, Long rejected, String error) {}

    @BeforeAll
    static void start() {
        store = LocalStore.start();
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    static Stream<Scenario> scenarios() throws IOException {
        try (var files = Files.list(SCENARIOS)) {
            return files.sorted().map(RosbagScenariosTest::read).toList().stream();
        }
    }

    private static Scenario read(Path file) {
        try {
            return YAML.readValue(file.toFile(), Scenario.class);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " is no scenario", e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void processes_a_recording_as_the_scenario_says(Scenario scenario) throws IOException {
        // Given
        var given = scenario.given();
        var key = given.key() == null ? scenario.scenario().replace(' ', '-') + ".mcap" : given.key();
        store.upload(key, given.content());
        var settings = given.settings() == null ? Map.<String, String>of() : given.settings();
        var processor = new RecordingProcessor(store.client(), Settings.of(settings), Clock.systemUTC());
        var recording = new Recording(LocalStore.RAW, key, null, null, null, null);

        // When, Then
        if (scenario.then().error() != null) {
            assertThatThrownBy(() -> processor.process(recording))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage(LocalStore.RAW + "/" + key + ": "
                            + scenario.then().error().strip());
            assertNothingIsThere(key);
        } else {
            assertResult(processor.process(recording), given, scenario.then());
        }
    }

    private static void assertNothingIsThere(String key) {
        var stem = key.replace(".mcap", "");
        assertThat(Stream.of(".csv", ".rejects.jsonl", ".receipt.json").map(end -> store.processed(stem + end)))
                .allMatch(object -> object.isEmpty());
    }

    private static void assertResult(ProcessedRecording result, Given given, Then then) throws IOException {
        if (then.output() != null) {
            assertThat(result.output()).isEqualTo(then.output());
        }
        var csv = then.unchanged() ? new String(given.content(), StandardCharsets.UTF_8) : then.csv();
        assertThat(store.processed(result.output())).hasValue(csv);
        var rejects = result.output().replaceFirst("csv$", "rejects.jsonl");
        assertThat(store.processed(rejects).orElse(null)).isEqualTo(then.rejects());
        assertThat(result.rejects()).isEqualTo(then.rejects() == null ? null : rejects);
        var receipt = JSON.readTree(store.processed(result.output().replaceFirst("csv$", "receipt.json"))
                .orElseThrow());
        assertThat(receipt.at("/output/rows").asLong()).isEqualTo(result.rows()).isEqualTo(then.rows());
        assertThat(receipt.at("/rejects/rows").asLong())
                .isEqualTo(result.rejected())
                .isEqualTo(then.rejected() == null ? 0 : then.rejected());
    }
}
