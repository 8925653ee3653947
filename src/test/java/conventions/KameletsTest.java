package conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each Kamelet is a manual of itself. */
class KameletsTest {

    private static final int MOST_LINES = 180;
    private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean");

    static List<Kamelet> kamelets() {
        return Kamelet.all();
    }

    @Test
    void there_are_some() {
        assertThat(kamelets()).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kamelets")
    void is_called_as_its_file_and_ends_with_its_type(Kamelet kamelet) {
        assertThat(kamelet.type()).isIn("source", "action", "sink");
        assertThat(kamelet.path().getFileName().toString()).endsWith(".kamelet.yaml");
        assertThat(kamelet.name()).isEqualTo(kamelet.fileName()).matches("[a-z]+(-[a-z0-9]+)*-" + kamelet.type());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kamelets")
    void has_a_title_and_says_what_it_does(Kamelet kamelet) {
        var title = kamelet.definition().path("title").asText();
        assertThat(title).endsWith(" " + capitalised(kamelet.type()));
        assertThat(title.split(" ")).allMatch(word -> Character.isUpperCase(word.charAt(0)));
        assertThat(title).doesNotStartWith("The ").doesNotStartWith("A ");
        assertSentence(kamelet.definition().path("description").asText());
    }

    @Test
    void no_two_say_the_same_of_themselves() {
        assertThat(kamelets().stream()
                        .map(kamelet -> kamelet.definition().path("title").asText()))
                .doesNotHaveDuplicates();
        assertThat(kamelets().stream()
                        .map(kamelet -> kamelet.definition().path("description").asText()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kamelets")
    void explains_each_parameter(Kamelet kamelet) {
        assertThat(kamelet.parameters()).allSatisfy(parameter -> {
            assertThat(parameter.name()).matches("[a-z]+([A-Z][a-z0-9]*)*");
            assertThat(parameter.text("title")).isEqualTo(title(parameter.name()));
            assertThat(parameter.text("type")).isIn(TYPES);
            assertSentence(parameter.text("description"));
            assertThat(parameter.text("description")).isNotEqualTo(parameter.text("title") + ".");
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kamelets")
    void a_parameter_is_required_or_has_a_default(Kamelet kamelet) {
        assertThat(kamelet.parameters())
                .allMatch(parameter -> kamelet.required().contains(parameter.name())
                        != parameter.schema().has("default"));
        assertThat(kamelet.parameters().stream().map(Kamelet.Parameter::name)).containsAll(kamelet.required());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kamelets")
    void a_default_and_an_example_are_of_the_type(Kamelet kamelet) {
        assertThat(kamelet.parameters()).allSatisfy(parameter -> {
            for (var field : List.of("default", "example")) {
                var value = parameter.schema().path(field);
                assertThat(value.isMissingNode() || is(value.getNodeType().name(), parameter.text("type")))
                        .as("%s of %s is a %s", field, parameter.name(), parameter.text("type"))
                        .isTrue();
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kamelets")
    void uses_what_it_declares_and_declares_what_it_uses(Kamelet kamelet) {
        // Given
        var declared =
                kamelet.parameters().stream().map(Kamelet.Parameter::name).collect(Collectors.toSet());

        // When
        var used = new HashSet<>(kamelet.placeholders());
        used.removeIf(name -> Setting.all().stream().anyMatch(setting -> setting.means(name)));

        // Then
        assertThat(used).isEqualTo(declared);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kamelets")
    void hides_secrets(Kamelet kamelet) {
        var secrets = kamelet.parameters().stream()
                .filter(parameter -> parameter.name().matches("(?i).*(password|secret|token|key)"));
        assertThat(secrets).allSatisfy(parameter -> {
            assertThat(parameter.name()).as("Camel hides only these words").isIn("password", "secret", "token");
            assertThat(parameter.text("format")).isEqualTo("password");
            assertThat(parameter.schema().path("x-descriptors").toString()).contains("urn:camel:group:credentials");
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kamelets")
    void fits_on_three_pages(Kamelet kamelet) throws Exception {
        assertThat(java.nio.file.Files.readAllLines(kamelet.path())).hasSizeLessThanOrEqualTo(MOST_LINES);
    }

    private static void assertSentence(String text) {
        assertThat(text).as("a sentence").matches("(?s)[A-Z0-9].{10,}\\.");
    }

    private static boolean is(String node, String type) {
        return node.equals(type.equals("integer") ? "NUMBER" : type.toUpperCase(java.util.Locale.ROOT));
    }

    private static String title(String name) {
        return capitalised(name.replaceAll("([A-Z])", " $1"));
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
