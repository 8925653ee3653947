package conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manual of the settings says what the code says. */
class ConfigurationDocsTest {

    private static final Path MANUAL = Path.of("docs/configuration.md");
    private static final String REMEDY = "run ./mvnw test -Dtest=ConfigurationDocsTest -Dupdate=true";

    static List<Setting> settings() {
        return Setting.all();
    }

    @Test
    void the_manual_is_what_the_interfaces_say() throws IOException {
        // Given
        var expected = ConfigurationManual.text();
        if (Boolean.getBoolean("update")) {
            Files.createDirectories(MANUAL.getParent());
            Files.writeString(MANUAL, expected);
        }

        // Then
        assertThat(MANUAL).as(REMEDY).exists();
        var written = Files.readAllLines(MANUAL);
        var wanted = expected.lines().toList();
        assertThat(without(wanted, written))
                .as("%s lacks something: %s", MANUAL, REMEDY)
                .isEmpty();
        assertThat(without(written, wanted))
                .as("%s holds too much: %s", MANUAL, REMEDY)
                .isEmpty();
        assertThat(written.equals(wanted))
                .as("%s has another order: %s", MANUAL, REMEDY)
                .isTrue();
    }

    private static List<String> without(List<String> lines, List<String> known) {
        return lines.stream().filter(line -> !known.contains(line)).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void each_setting_is_explained_in_a_sentence(Setting setting) {
        var group = setting.method().getDeclaringClass();
        assertThat(DocComments.of(group).above(group, setting.method().getName()))
                .as(
                        "the Javadoc of %s.%s",
                        group.getSimpleName(), setting.method().getName())
                .matches("[A-Z0-9`].{10,}\\.");
    }
}
