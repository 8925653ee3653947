package conventions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.quarkus.runtime.configuration.MemorySize;

/** Writes the manual of all settings from the interfaces that define them. */
final class ConfigurationManual {

    /** {@code key=${VARIABLE:default}}, where a setting can be given under a name that its users know already. */
    private static final Pattern BY_VARIABLE = Pattern.compile("([^#=]+)=\\$\\{(\\w+):([^}]*)}");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):([^}]*)}");

    private static final Map<Class<?>, String> TYPES = Map.ofEntries(
            Map.entry(String.class, "text"),
            Map.entry(Instant.class, "time, such as `2026-11-20T06:00:00Z`"),
            Map.entry(boolean.class, "`true` or `false`"),
            Map.entry(Boolean.class, "`true` or `false`"),
            Map.entry(int.class, "whole number"),
            Map.entry(long.class, "whole number"),
            Map.entry(double.class, "number"),
            Map.entry(Duration.class, "duration, such as `10s`"),
            Map.entry(MemorySize.class, "size, such as `8M`"),
            Map.entry(URI.class, "address"),
            Map.entry(ZoneId.class, "time zone, such as `Asia/Seoul`"),
            Map.entry(Path.class, "path"));

    private static final String HEAD = """
        # Settings

        <!-- Written by ConfigurationDocsTest from the settings interfaces. Change the Javadoc there, then run
             ./mvnw test -Dtest=ConfigurationDocsTest -Dupdate=true -->

        A setting is given as a system property (`-Dkey=value`), as an environment variable, or in
        `config/application.properties` below the working directory; the first of these wins. `NAME` stands for a name of
        your choice. A key that does not exist, a value that cannot be read and a required setting that is missing stop the start,
        with the key in the message.

        Secrets end in `token`, `secret` or `password`, and appear in no log. Tokens of senders and callers, addresses of Slack and
        the keys of the store may also be given as `file:/path`: the setting then names a file that holds the value, such as a
        mounted Secret of Kubernetes. A file that changes is taken within a second, without a restart; while it is missing, empty
        or wrong, the former value stays, and the log says so once.

        """;

    private final List<String> application;

    private ConfigurationManual(List<String> application) {
        this.application = application;
    }

    /** The whole text. */
    static String text() {
        try {
            return new ConfigurationManual(Files.readAllLines(Path.of("src/main/resources/application.properties")))
                    .write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write() {
        var text = new StringBuilder(HEAD);
        text.append("## The application\n\n| Variable | Default | Sets |\n|---|---|---|\n");
        byVariable().forEach((key, variable) -> {
            if (!key.startsWith("routes.")) {
                text.append("| `%s` | %s | `%s` |\n".formatted(variable.group(2), value(variable.group(3)), key));
            }
        });
        Setting.interfaces().forEach(settings -> section(settings, text));
        return text.toString();
    }

    private void section(Class<?> settings, StringBuilder text) {
        text.append("\n## %s\n\n%s\n\n"
                .formatted(Setting.prefix(settings), DocComments.of(settings).above(settings)));
        text.append("| Setting | Variable | Default | Meaning |\n|---|---|---|---|\n");
        Setting.of(settings)
                .forEach(setting -> text.append("| `%s` | %s | %s | %s |\n"
                        .formatted(
                                setting.key().replace("*", "NAME"),
                                variables(setting),
                                defaultValue(setting),
                                meaning(setting).replace("|", "\\|"))));
    }

    private String variables(Setting setting) {
        var own = "`"
                + setting.key().replace("*", "NAME").toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "`";
        return byVariable().entrySet().stream()
                .filter(known -> setting.means(known.getKey()))
                .map(known -> "`" + known.getValue().group(2) + "`" + nameIn(known.getKey(), setting) + " or " + own)
                .findFirst()
                .orElse(own);
    }

    /** Which of the names that the user chooses a variable speaks of, where there are such. */
    private static String nameIn(String key, Setting setting) {
        var star = List.of(setting.key().split("\\.")).indexOf("*");
        return star < 0 ? "" : " (for `" + key.split("\\.")[star] + "`)";
    }

    private static String defaultValue(Setting setting) {
        return setting.required()
                ? "required"
                : setting.defaultValue().map(ConfigurationManual::value).orElse("");
    }

    private static String value(String written) {
        var variable = VARIABLE.matcher(written);
        if (variable.matches()) {
            return "`%s`, else `%s`".formatted(variable.group(1), variable.group(2));
        }
        return written.isEmpty() ? "" : "`" + written + "`";
    }

    private static String meaning(Setting setting) {
        var group = setting.method().getDeclaringClass();
        var comment = DocComments.of(group).above(group, setting.method().getName());
        return comment + " (" + type(setting) + ")";
    }

    private static String type(Setting setting) {
        var choices = setting.choices()
                .map(choice -> "`" + choice.name().toLowerCase(Locale.ROOT).replace('_', '-') + "`: "
                        + DocComments.of(choice.getDeclaringClass()).above(choice.getDeclaringClass(), choice.name()))
                .collect(Collectors.joining(" "));
        return choices.isEmpty() ? type(setting.type()) : choices;
    }

    private static String type(Type type) {
        if (type instanceof ParameterizedType list) {
            return type(list.getActualTypeArguments()[0]) + ", several separated by commas";
        }
        var name = TYPES.get(type);
        if (name == null) {
            throw new AssertionError("say in ConfigurationManual.TYPES how people should write a " + type);
        }
        return name;
    }

    private Map<String, Matcher> byVariable() {
        return application.stream()
                .map(BY_VARIABLE::matcher)
                .filter(Matcher::matches)
                .collect(
                        Collectors.toMap(line -> line.group(1).strip(), line -> line, (a, b) -> b, LinkedHashMap::new));
    }
}
