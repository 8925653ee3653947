package routes.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import routes.ledger.ObjectEvent;
import routes.ledger.Source;

class EventReaderTest {

    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios/intake");
    private static final String TWO_RECORDS = """
            {"EventName": "s3:ObjectCreated:Put", "Records": [
              {"s3": {"bucket": {"name": "b"}, "object": {"key": "%zz"}}},
              {"s3": {"bucket": {"name": "b"}, "object": {"key": "k"}}}]}""";

    private final EventReader reader = new EventReader();

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void reads_what_the_scenario_says(String file, Scenario scenario) {
        // When
        var reading = reader.read(Source.WEBHOOK, scenario.message());

        // Then
        var then = scenario.then();
        assertThat(reading.unreadable())
                .as(scenario.sentence())
                .hasSize(then.get("unreadable").size());
        assertThat(reading.events())
                .as(scenario.sentence())
                .hasSize(then.get("events").size());
        for (int i = 0; i < reading.unreadable().size(); i++) {
            assertThat(reading.unreadable().get(i).reason())
                    .contains(then.get("unreadable").get(i).asText());
        }
        for (int i = 0; i < reading.events().size(); i++) {
            var event = reading.events().get(i);
            then.get("events")
                    .get(i)
                    .properties()
                    .forEach(field -> assertThat(valueOf(event, field.getKey()))
                            .as("%s: %s", scenario.sentence(), field.getKey())
                            .isEqualTo(
                                    field.getValue().isNull()
                                            ? null
                                            : field.getValue().asText()));
        }
    }

    @Test
    void keeps_the_whole_message_with_its_only_event() {
        // Given
        var message = "{\"EventName\": \"s3:ObjectCreated:Put\", \"Records\": "
                + "[{\"s3\": {\"bucket\": {\"name\": \"b\"}, \"object\": {\"key\": \"k\"}}}], \"x\":  1}";

        // When
        var reading = reader.read(Source.KAFKA, message.getBytes(UTF_8));

        // Then
        assertThat(reading.events()).extracting(ObjectEvent::body).containsExactly(message);
        assertThat(reading.events()).extracting(ObjectEvent::source).containsExactly(Source.KAFKA);
    }

    @Test
    void quarantines_an_unreadable_message_byte_by_byte_as_it_came() {
        // Given
        byte[] message = {'{', (byte) 0xff, 0, '}'};

        // When
        var reading = reader.read(Source.WEBHOOK, message);

        // Then
        assertThat(reading.unreadable()).extracting(Unreadable::body).containsExactly(message);
    }

    @Test
    void a_bad_record_is_quarantined_as_a_message_that_can_be_read_again() {
        // Given
        var bad = reader.read(Source.WEBHOOK, TWO_RECORDS.getBytes(UTF_8))
                .unreadable()
                .get(0)
                .body();
        var repaired = new String(bad, UTF_8).replace("%zz", "%25zz");

        // When
        var reading = reader.read(Source.WEBHOOK, repaired.getBytes(UTF_8));

        // Then
        assertThat(reading.events()).extracting(ObjectEvent::key).containsExactly("%zz");
        assertThat(reading.events()).extracting(ObjectEvent::name).containsExactly("ObjectCreated:Put");
    }

    @Test
    void a_flood_of_records_is_one_quarantined_message() {
        // Given
        var message = "{\"Records\": [1" + ",1".repeat(100_000) + "]}";

        // When
        var reading = reader.read(Source.WEBHOOK, message.getBytes(UTF_8));

        // Then
        assertThat(reading.unreadable())
                .extracting(Unreadable::reason)
                .containsExactly("'Records' has 100001 entries, there must be 1 to 1000");
    }

    @Test
    void a_reason_can_be_stored_and_shown_whatever_the_message_holds() {
        // Given
        var message = "{\"Records\": [{\"eventName\": \"a\\u0000\\ud800\\n" + "x".repeat(5000) + "\"}]}";

        // When
        var reading = reader.read(Source.WEBHOOK, message.getBytes(UTF_8));

        // Then
        var reason = reading.unreadable().get(0).reason();
        assertThat(reason).hasSizeLessThanOrEqualTo(500).contains("a???x");
    }

    private static Stream<Object[]> scenarios() throws IOException {
        var yaml = new YAMLMapper();
        try (var files = Files.list(SCENARIOS)) {
            List<Path> sorted = files.sorted().toList();
            return sorted.stream().map(file -> new Object[] {file.getFileName().toString(), read(yaml, file)});
        }
    }

    private static Scenario read(YAMLMapper yaml, Path file) {
        try {
            var root = yaml.readTree(file.toFile());
            var given = root.get("given");
            var message = given.has("bytes")
                    ? HexFormat.of().parseHex(given.get("bytes").asText().replace(" ", ""))
                    : given.get("body").asText().getBytes(UTF_8);
            return new Scenario(root.get("scenario").asText(), message, root.get("then"));
        } catch (IOException e) {
            throw new IllegalStateException("scenario " + file + " is broken", e);
        }
    }

    private static String valueOf(ObjectEvent event, String field) {
        if (field.equals("created")) {
            return String.valueOf(event.created());
        }
        try {
            var component = Arrays.stream(ObjectEvent.class.getRecordComponents())
                    .filter(candidate -> candidate.getName().equals(field))
                    .findFirst()
                    .orElseThrow();
            var value = component.getAccessor().invoke(event);
            return value == null ? null : value.toString();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("event has no " + field, e);
        }
    }

    record Scenario(String sentence, byte[] message, JsonNode then) {}
}
