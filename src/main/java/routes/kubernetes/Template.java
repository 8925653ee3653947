package routes.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;

import routes.shared.InvalidInputException;

/** Reads objects of Kubernetes that users have written in YAML. */
final class Template {

    private static final String CLASSPATH = "classpath:";

    private Template() {}

    /**
     * Reads an object.
     *
     * @param place {@code classpath:NAME}, or a path
     * @throws InvalidInputException if it is not there, or of another kind
     */
    static <T extends HasMetadata> T read(String place, String kind, Class<T> type) {
        try (var yaml = open(place)) {
            var object = Serialization.unmarshal(yaml, type);
            if (object == null || !kind.equals(object.getKind())) {
                throw new IOException("it is of another kind");
            }
            return object;
        } catch (IOException | RuntimeException e) {
            throw new InvalidInputException(
                    "the template " + place + " cannot be read as a " + kind + ": " + e.getMessage(), e);
        }
    }

    private static InputStream open(String place) throws IOException {
        if (!place.startsWith(CLASSPATH)) {
            return Files.newInputStream(Path.of(place.replaceFirst("^file:", "")));
        }
        var name = place.substring(CLASSPATH.length());
        var found = Thread.currentThread().getContextClassLoader().getResourceAsStream(name);
        if (found == null) {
            throw new IOException("there is no " + name + " in the class path");
        }
        return found;
    }
}
