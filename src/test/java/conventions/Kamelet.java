package conventions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/**
 * A Kamelet of ours.
 *
 * @param path where it is
 * @param content what it says
 */
record Kamelet(Path path, JsonNode content) {

    private static final Path FOLDER = Path.of("src/main/resources/kamelets");
    private static final String ENDING = ".kamelet.yaml";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([^:}]+)(:[^}]*)?}}");

    /** What Camel gives to every Kamelet. */
    private static final Set<String> GIVEN = Set.of("routeId", "templateId");

    /** All of them. */
    static List<Kamelet> all() {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().map(Kamelet::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Kamelet read(Path path) {
        try {
            return new Kamelet(path, new YAMLMapper().readTree(path.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " is no YAML", e);
        }
    }

    String fileName() {
        return path.getFileName().toString().replace(ENDING, "");
    }

    String name() {
        return content.path("metadata").path("name").asText();
    }

    /** source, action or sink. */
    String type() {
        return content.path("metadata")
                .path("labels")
                .path("camel.apache.org/kamelet.type")
                .asText();
    }

    JsonNode definition() {
        return content.path("spec").path("definition");
    }

    JsonNode template() {
        return content.path("spec").path("template");
    }

    Set<String> required() {
        return StreamSupport.stream(definition().path("required").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    List<Parameter> parameters() {
        return definition().path("properties").properties().stream()
                .map(field -> new Parameter(field.getKey(), field.getValue()))
                .toList();
    }

    /** What stands in double braces in the template, without what Camel gives. */
    Set<String> placeholders() {
        return Yaml.values(template())
                .flatMap(text -> PLACEHOLDER.matcher(text).results())
                .map((MatchResult match) -> match.group(1))
                .filter(name -> !GIVEN.contains(name))
                .collect(Collectors.toSet());
    }

    /** Names of the channels that it calls by itself. */
    Stream<String> calls() {
        return Yaml.entries(template())
                .filter(entry ->
                        entry.key().equals("call") && !entry.value().asText().contains("{{"))
                .map(entry -> entry.value().asText());
    }

    /** A parameter with its schema. */
    record Parameter(String name, JsonNode schema) {

        String text(String field) {
            return schema.path(field).asText();
        }
    }

    @Override
    public String toString() {
        return fileName();
    }
}
