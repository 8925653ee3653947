package conventions;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What routes refer to: each other, Kamelets, settings, the outside. */
class RouteReferencesTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\??)([^:}]+)(:[^}]*)?}}");

    /** Addresses that may stand in a file; every other one is a setting. */
    private static final Pattern LITERAL_ADDRESS =
            Pattern.compile("(direct|seda|kamelet|log):[^?]+|platform-http:/[^?]*|kafka:\\{\\{[^?]+}}|\\{\\{[^?]+}}");

    /** Parameters that say where something is in the outside. */
    private static final Set<String> PLACES = Set.of(
            "address",
            "baseUrl",
            "brokers",
            "bucket",
            "endpoint",
            "password",
            "secret",
            "token",
            "topic",
            "url",
            "username");

    private static final Pattern OUTSIDE = Pattern.compile("://|\\blocalhost\\b|\\b\\d+\\.\\d+\\.\\d+\\.\\d+\\b");

    static List<RouteFile> files() {
        return RouteFile.all();
    }

    static List<Route> routes() {
        return RouteFile.allRoutes();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void reaches_the_outside_only_through_settings(Route route) {
        var addresses = Stream.concat(Stream.of(route.begin()), route.steps().map(Route.Step::uri));
        assertThat(addresses)
                .as("a channel, a Kamelet or a setting; options stand under parameters")
                .allMatch(uri -> LITERAL_ADDRESS.matcher(uri).matches());
        assertThat(Yaml.entries(route.definition()).filter(entry -> PLACES.contains(entry.key())))
                .as("buckets, topics, addresses and secrets are settings")
                .allMatch(entry -> entry.value().asText().matches("\\{\\{.+}}"));
        assertThat(Yaml.values(route.definition()))
                .as("no address")
                .noneMatch(text -> OUTSIDE.matcher(text).find());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void names_only_settings_that_exist(RouteFile file) {
        Yaml.values(file.content())
                .flatMap(text -> PLACEHOLDER.matcher(text).results())
                .filter(placeholder -> !file.templateParameters().contains(placeholder.group(2)))
                .forEach(placeholder -> {
                    var setting = setting(placeholder.group(2));
                    var mayBeMissing = !placeholder.group(1).isEmpty() || placeholder.group(3) != null;
                    assertThat(setting)
                            .as("%s is a key of a settings interface", placeholder.group(2))
                            .isNotNull();
                    assertThat(setting.optional() && setting.defaultValue().isEmpty())
                            .as(
                                    "%s: write {{key:}} or {{?key}} for an optional setting, and no default for"
                                            + " another",
                                    placeholder.group())
                            .isEqualTo(mayBeMissing);
                });
    }

    @Test
    void channels_that_are_called_exist_and_those_that_exist_are_called() {
        // Given
        var called = Stream.concat(
                routes().stream().flatMap(Route::calls), Kamelet.all().stream().flatMap(Kamelet::calls));

        // When
        var channels = routes().stream().flatMap(Route::channel).toList();

        // Then
        assertThat(called.distinct()).containsExactlyInAnyOrderElementsOf(channels);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void a_channel_is_called_as_its_route(Route route) {
        assertThat(route.channel()).allMatch(channel -> channel.equals(route.id()));
        assertThat(route.channel()).allMatch(channel -> channel.matches("[a-z]+\\.[a-z]+(-[a-z0-9]+)+"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void a_kamelet_is_used_under_an_id(Route route) {
        assertThat(route.kamelets())
                .as("kamelet:NAME/ID, because the id is the step's name in the ledger")
                .allMatch(use -> use.id().matches("[a-z]+(-[a-z0-9]+|-\\{\\{[a-zA-Z]+}})+"));
        assertThat(route.kamelets().stream().filter(use -> use.step() != null))
                .as("the step carries the same id")
                .allMatch(use -> use.step().equals(use.id()));
    }

    @Test
    void every_kamelet_has_an_id_of_its_own_in_all_files() {
        // Given: Camel takes two uses under one id for one and the same
        var ids = Stream.concat(
                routes().stream().map(Route::id),
                routes().stream().flatMap(route -> route.kamelets().stream()).map(Route.KameletUse::id));

        // When
        var uses = ids.collect(groupingBy(identity(), counting()));

        // Then
        assertThat(uses).allSatisfy((id, count) -> assertThat(count).as(id).isEqualTo(1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void a_kamelet_that_is_used_exists(Route route) {
        var kamelets = Kamelet.all().stream().map(Kamelet::name).toList();
        assertThat(route.kamelets().stream().flatMap(use -> names(use.name()))).isSubsetOf(kamelets);
        assertThat(route.kamelets().stream().filter(use -> use.step() == null))
                .allMatch(use -> use.name().endsWith("-source"));
        assertThat(route.kamelets().stream().filter(use -> use.step() != null))
                .noneMatch(use -> use.name().endsWith("-source"));
    }

    /** The names a Kamelet's name stands for: a setting in it gives one for each of its choices. */
    private static Stream<String> names(String name) {
        var placeholder = PLACEHOLDER.matcher(name);
        return placeholder.find()
                ? setting(placeholder.group(2)).choices().map(choice -> placeholder.replaceFirst(written(choice)))
                : Stream.of(name);
    }

    private static String written(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Setting setting(String key) {
        return Setting.all().stream()
                .filter(setting -> setting.means(key))
                .findFirst()
                .orElse(null);
    }
}
