package routes.merge.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.ObjectMapper;

import routes.shared.InvalidInputException;

/**
 * Secrets in files, as Kubernetes mounts them: for each a file of JSON, or a directory with one file for each of its fields.
 * Kubernetes puts a rotated one in its place by itself.
 */
final class FileSecrets implements SecretStore {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;

    FileSecrets(Path directory) {
        this.directory = directory;
    }

    @Override
    public Version fetch(String name) throws IOException {
        var file = directory.resolve(name).normalize();
        if (!file.startsWith(directory.normalize())) {
            throw new InvalidInputException(
                    "the secret's name " + name + " leads out of routes.merge.secrets.directory");
        }
        try {
            var text = Files.isDirectory(file) ? JSON.writeValueAsString(fields(file)) : Files.readString(file);
            // Nothing of the content, from which it could be guessed.
            return new Version(text, "file of " + Files.getLastModifiedTime(file));
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(
                    "the secret " + name + " does not exist in " + directory + "; mount it there, or correct"
                            + " routes.merge.secrets.directory",
                    e);
        }
    }

    private static Map<String, String> fields(Path secret) throws IOException {
        var fields = new TreeMap<String, String>();
        try (var files = Files.list(secret)) {
            // Kubernetes keeps the versions in directories whose names begin with two dots.
            for (var file : files.filter(Files::isRegularFile).toList()) {
                fields.put(file.getFileName().toString(), Files.readString(file).strip());
            }
        }
        return fields;
    }
}
