package conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file of routes, by itself. */
class RouteFilesTest {

    private static final int MOST_LINES = 120;
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(VersionFlag.V4)
            .getSchema(RouteFilesTest.class.getResourceAsStream("/schema/camelYamlDsl.json"));

    /** Of Camel's languages, those in which nothing but a small expression can be written, and our beans. */
    private static final Set<String> LANGUAGES =
            Set.of("constant", "simple", "method", "jsonpath", "tokenize", "variable");

    private static final Set<String> OTHER_LANGUAGES = Set.of(
            "csimple",
            "datasonnet",
            "groovy",
            "java",
            "joor",
            "jq",
            "js",
            "mvel",
            "ognl",
            "python",
            "spel",
            "wasm",
            "xquery");

    /** What would keep a failure, or the suspension of a run, from reaching the ledger. */
    private static final Set<String> FAILURE_HANDLERS =
            Set.of("onException", "errorHandler", "onCompletion", "doTry", "doCatch", "doFinally", "onFallback");

    static List<RouteFile> files() {
        return RouteFile.all();
    }

    static List<RouteFile> pipelines() {
        return RouteFile.pipelines();
    }

    static List<Route> routes() {
        return RouteFile.allRoutes();
    }

    @Test
    void there_are_some() {
        assertThat(files()).isNotEmpty();
        assertThat(routes()).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void is_valid_by_the_schema_of_camel(RouteFile file) {
        assertThat(SCHEMA.validate(file.content()))
                // The schema knows nothing of placeholders, which may stand for a boolean too.
                .filteredOn(problem -> !(problem.getMessage().endsWith("string found, boolean expected")
                        && problem.getInstanceNode().asText().startsWith("{{")))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void is_written_in_the_canonical_form(RouteFile file) {
        assertThat(file.yaml()
                        .filter(entry -> Set.of("to", "toD", "from", "log").contains(entry.key())))
                .as("no short forms: write the uri, or the message, under its name")
                .allMatch(entry -> entry.value().isObject());
        assertThat(file.yaml().filter(entry -> LANGUAGES.contains(entry.key()) && !isOption(entry)))
                .as("no short forms: write expression: {simple: {expression: ...}}")
                .allMatch(entry -> entry.parent().toLowerCase(Locale.ROOT).endsWith("expression")
                        && entry.value().isObject());
        assertThat(file.yaml().map(Yaml.Entry::key)).as("camelCase").noneMatch(key -> key.contains("-"));
    }

    private static boolean isOption(Yaml.Entry entry) {
        return Set.of("parameters", "bean", "method").contains(entry.parent());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void holds_no_programs(RouteFile file) {
        assertThat(file.yaml().map(Yaml.Entry::key))
                .as("what is more than a field or a comparison is a bean's method")
                .doesNotContainAnyElementsOf(OTHER_LANGUAGES);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void is_called_by_the_word_of_its_pipeline(RouteFile file) {
        assertThat(file.path().getFileName().toString()).matches("[a-z]+\\.camel\\.yaml");
        assertThat(Files.isDirectory(Path.of("src/main/java/routes", file.word())))
                .as("there is a package routes." + file.word())
                .isTrue();
        assertThat(file.lines().get(0))
                .as("the first line says what the pipeline does")
                .startsWith("# " + file.word() + ": ")
                .endsWith(".");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void fits_on_two_pages(RouteFile file) {
        assertThat(file.lines()).hasSizeLessThanOrEqualTo(MOST_LINES);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void a_route_says_whose_it_is_and_what_it_does(Route route) {
        var word = route.file().word();
        assertThat(route.id())
                .as("the word, or the word and what the route does")
                .matches(word + "(\\.[a-z]+(-[a-z0-9]+)*)?");
        assertThat(route.text("description"))
                .as("a sentence about what the route does, without a full stop")
                .matches("[A-Z].{10,110}[^.]");
        assertThat(route.text("routeConfigurationId"))
                .as("the failure policy that all routes share")
                .isEqualTo("pipeline-errors");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pipelines")
    void leaves_failures_to_the_shared_policy(RouteFile file) {
        assertThat(file.yaml().map(Yaml.Entry::key))
                .as("the ledger tries again and parks; a handler in a route would swallow that, or a run's suspension")
                .doesNotContainAnyElementsOf(FAILURE_HANDLERS);
    }
}
