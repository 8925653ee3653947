package conventions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/**
 * A file of routes.
 *
 * @param path where it is
 * @param content what it says
 */
record RouteFile(Path path, JsonNode content) {

    static final String SHARED = "shared";
    private static final Path FOLDER = Path.of("src/main/resources/routes");
    private static final String ENDING = ".camel.yaml";

    /** All of them. */
    static List<RouteFile> all() {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().map(RouteFile::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of pipelines, without what is shared. */
    static List<RouteFile> pipelines() {
        return all().stream().filter(file -> !file.word().equals(SHARED)).toList();
    }

    /** The routes of all files. */
    static List<Route> allRoutes() {
        return all().stream().flatMap(file -> file.routes().stream()).toList();
    }

    private static RouteFile read(Path path) {
        try {
            return new RouteFile(path, new YAMLMapper().readTree(path.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " is no YAML", e);
        }
    }

    /** The pipeline's word, which the file is called by. */
    String word() {
        return path.getFileName().toString().replace(ENDING, "");
    }

    /** Its routes, and those that stand in its templates. */
    List<Route> routes() {
        return entries().flatMap(this::routes).toList();
    }

    private Stream<Route> routes(JsonNode entry) {
        if (entry.has("routeTemplate")) {
            var template = entry.get("routeTemplate");
            return Stream.of(
                    new Route(this, template.get("route"), template.path("id").asText()));
        }
        return entry.has("route") ? Stream.of(new Route(this, entry.get("route"), null)) : Stream.empty();
    }

    /** Names of what its templates are filled with. */
    Set<String> templateParameters() {
        return entries()
                .flatMap(entry -> StreamSupport.stream(
                        entry.path("routeTemplate").path("parameters").spliterator(), false))
                .map(parameter -> parameter.path("name").asText())
                .collect(Collectors.toSet());
    }

    List<String> lines() {
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stream<Yaml.Entry> yaml() {
        return Yaml.entries(content);
    }

    private Stream<JsonNode> entries() {
        return StreamSupport.stream(content.spliterator(), false);
    }

    @Override
    public String toString() {
        return path.getFileName().toString();
    }
}
