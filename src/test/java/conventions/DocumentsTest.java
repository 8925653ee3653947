package conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents lead somewhere, and every pipeline has its own. */
class DocumentsTest {

    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#\\s]+)");
    private static final Pattern YAML = Pattern.compile("(?s)```yaml\\n(.*?)```");
    private static final Pattern TEST = Pattern.compile("`((?:[a-z]+\\.)+[A-Z]\\w+Test)`");
    private static final Path DECISIONS = Path.of("docs/decisions");
    private static final int MOST_LINES_OF_DECISIONS = 40;

    static List<Path> documents() throws IOException {
        try (var top = Files.list(Path.of(""));
                var docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> decisions() throws IOException {
        return documents().stream().filter(file -> file.startsWith(DECISIONS)).toList();
    }

    static List<String> pipelines() {
        return RouteFile.pipelines().stream().map(RouteFile::word).toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void links_lead_to_files_that_exist(Path document) {
        var folder = document.toAbsolutePath().getParent();
        assertThat(LINK.matcher(text(document)).results().map(link -> link.group(1)))
                .as("links of %s", document)
                .allMatch(link -> Files.exists(folder.resolve(link)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("decisions")
    void a_decision_fits_on_a_page_and_says_why_what_and_what_follows(Path decision) {
        var number = decision.getFileName().toString().substring(0, 4);
        assertThat(decision.getFileName().toString()).matches("\\d{4}(-[a-z0-9]+)+\\.md");
        assertThat(text(decision).lines()).hasSizeLessThanOrEqualTo(MOST_LINES_OF_DECISIONS);
        assertThat(text(decision)).startsWith("# " + Integer.parseInt(number) + ". ");
        assertThat(text(decision)).containsSubsequence("\n## Context\n", "\n## Decision\n", "\n## Consequences\n");
    }

    @Test
    void decisions_are_numbered_one_by_one() throws IOException {
        var numbers = decisions().stream()
                .map(file -> Integer.parseInt(file.getFileName().toString().substring(0, 4)))
                .toList();
        assertThat(numbers)
                .isEqualTo(Stream.iterate(1, number -> number + 1)
                        .limit(numbers.size())
                        .toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pipelines")
    void a_pipeline_has_a_manual_and_a_row_in_the_readme(String word) {
        assertThat(Path.of("docs/pipelines", word + ".md")).exists();
        assertThat(text(Path.of("README.md"))).contains("| `" + word + "` |");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void tests_that_are_named_exist(Path document) {
        assertThat(TEST.matcher(text(document))
                        .results()
                        .map(test -> test.group(1).replace('.', '/')))
                .as("tests named in %s", document)
                .allMatch(test -> Files.exists(Path.of("src/test/java", test + ".java")));
    }

    @Test
    void the_route_in_the_readme_is_a_real_one() {
        var files = RouteFile.all().stream().map(file -> text(file.path())).collect(Collectors.joining());
        assertThat(YAML.matcher(text(Path.of("README.md"))).results().map(example -> example.group(1)))
                .isNotEmpty()
                .allMatch(files::contains);
    }

    @Test
    void every_kamelet_of_all_pipelines_is_told_of() {
        var words = pipelines();
        assertThat(Kamelet.all().stream()
                        .map(Kamelet::name)
                        .filter(name -> words.stream().noneMatch(word -> name.startsWith(word + "-"))))
                .as("docs/routes.md tells of it")
                .allMatch(name -> text(Path.of("docs/routes.md")).contains("`" + name + "`"));
    }
}
