package conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each Java file: not too long, finished, and its package introduced and not too large. */
class SourceFilesTest {

    private static final int MOST_LINES = 250;

    /** A list of cases may be longer than what they try. */
    private static final int MOST_LINES_OF_TESTS = 350;

    /** As many names as one can look over; where there are more, some belong together more closely than with the rest. */
    private static final int MOST_FILES = 60;

    private static final Path MAIN = Path.of("src/main/java");
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b|@auth" + "or\\b");

    static List<Path> files() throws IOException {
        return Stream.concat(files(MAIN), files(Path.of("src/test/java"))).toList();
    }

    static List<Path> packages() throws IOException {
        return files(MAIN).map(Path::getParent).distinct().toList();
    }

    private static Stream<Path> files(Path folder) throws IOException {
        try (var found = Files.walk(folder)) {
            return found.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lines(Path file) {
        return text(file).lines().count();
    }

    @Test
    void there_are_some() throws IOException {
        assertThat(files()).isNotEmpty();
        assertThat(packages()).isNotEmpty();
    }

    @Test
    void no_file_is_longer_than_one_can_keep_in_mind() throws IOException {
        assertThat(files().stream()
                        .filter(file -> lines(file) > (file.startsWith(MAIN) ? MOST_LINES : MOST_LINES_OF_TESTS)))
                .as("take apart what has more than %d lines, or %d if it is a test", MOST_LINES, MOST_LINES_OF_TESTS)
                .isEmpty();
    }

    @Test
    void no_file_is_left_unfinished_or_signed() throws IOException {
        assertThat(files().stream()
                        .filter(file -> UNFINISHED.matcher(text(file)).find()))
                .isEmpty();
    }

    @Test
    void slow_tests_say_which_profile_runs_them() throws IOException {
        assertThat(files().stream().filter(file -> file.toString().matches(".*/(faults|peers)/[^/]*Test\\.java")))
                .isNotEmpty()
                .allMatch(
                        file -> text(file).contains("@Tag(\"" + file.getParent().getFileName() + "\")"));
    }

    @Test
    void tests_of_the_whole_application_say_so() throws IOException {
        assertThat(files().stream().filter(file -> text(file).contains("\n@Quarkus" + "Test\n")))
                .isNotEmpty()
                .allMatch(file -> text(file).contains("@Tag(\"application\")"));
    }

    @Test
    void no_test_is_switched_off() throws IOException {
        assertThat(files().stream().filter(file -> text(file).contains("@Dis" + "abled")))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packages")
    void a_package_holds_no_more_than_one_can_look_over(Path folder) throws IOException {
        assertThat(files(folder).filter(file -> file.getParent().equals(folder)).count())
                .as("files in %s: take it apart by meaning, as routes.merge is", folder)
                .isLessThanOrEqualTo(MOST_FILES);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packages")
    void a_package_says_in_a_sentence_what_it_is_for(Path folder) throws IOException {
        var introduction = folder.resolve("package-info.java");
        assertThat(introduction).exists();
        assertThat(Files.readString(introduction)).containsPattern("(?s)^/\\*\\*.{20,}\\.\\s*\\*/\\s+package ");
    }
}
