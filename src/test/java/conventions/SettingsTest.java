package conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings are found, checked at the start, and keep what is secret. */
class SettingsTest {

    private static final Pattern SECRET_WORD = Pattern.compile("token|secret|password|credential");

    static List<Class<?>> interfaces() {
        return Setting.interfaces();
    }

    @Test
    void all_are_checked_at_the_start() throws ClassNotFoundException {
        // When
        var checked = Class.forName("routes.startup.ConfigCheck")
                .getDeclaredConstructors()[0]
                .getParameterTypes();

        // Then
        assertThat(checked)
                .as("Quarkus finds a misspelt key only in an interface that is injected: add yours to ConfigCheck")
                .containsExactlyInAnyOrderElementsOf(interfaces());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("interfaces")
    void begin_with_the_word_of_their_package(Class<?> settings) {
        var word = settings.getPackageName().replace("routes.", "");
        assertThat(Setting.prefix(settings))
                .isIn(
                        "routes." + word,
                        "routes.store",
                        "routes.clock",
                        "routes.connections." + word,
                        "routes.connections.registry");
    }

    @Test
    void none_lie_within_others() {
        var prefixes = interfaces().stream().map(Setting::prefix).toList();
        assertThat(prefixes)
                .as("Quarkus tells of a misspelt key once for each mapping that it lies in: make it a group of the"
                        + " other")
                .noneMatch(prefix -> prefixes.stream().anyMatch(outer -> prefix.startsWith(outer + ".")));
    }

    @Test
    void a_secret_is_called_by_a_word_that_camel_hides() {
        assertThat(Setting.all().stream()
                        .filter(setting ->
                                SECRET_WORD.matcher(setting.lastPart()).find() && !setting.secret())
                        .map(Setting::key))
                .as("the last part of a secret's key is token, secret or password alone: Camel hides no other")
                .isEmpty();
    }

    @Test
    void secrets_have_no_default() {
        assertThat(Setting.all().stream()
                        .filter(setting ->
                                setting.secret() && setting.defaultValue().isPresent())
                        .map(Setting::key))
                .isEmpty();
    }

    @Test
    void the_start_demands_the_pipelines_that_have_a_file() {
        // Given
        var demanded = setting("routes.startup.pipelines").defaultValue().orElseThrow();

        // Then
        assertThat(Set.of(demanded.split(",")))
                .as("add the word of a new file to StartupConfig.pipelines")
                .containsExactlyInAnyOrderElementsOf(
                        RouteFile.pipelines().stream().map(RouteFile::word).toList());
    }

    @Test
    void what_the_application_sets_by_itself_exists() {
        assertThat(applicationProperties().stringPropertyNames().stream()
                        .map(key -> key.replaceFirst("^%[^.]+\\.", ""))
                        .filter(key -> key.startsWith("routes.")))
                .allSatisfy(key -> assertThat(setting(key)).as(key).isNotNull());
    }

    private static Setting setting(String key) {
        return Setting.all().stream()
                .filter(setting -> setting.means(key))
                .findFirst()
                .orElse(null);
    }

    private static Properties applicationProperties() {
        var properties = new Properties();
        try (var file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
