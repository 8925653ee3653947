package routes.docker;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.github.dockerjava.transport.DockerHttpClient.Response;

import routes.shared.InvalidInputException;

/**
 * Pulls images. Steps that want the same image of a host at the same time share one pull. A long one goes on while the steps ask
 * again from time to time; after a restart it is begun anew, and the host still has the layers.
 */
final class ImagePulls {

    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;
    private static final ObjectReader LINES = new ObjectMapper().readerFor(JsonNode.class);

    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "sluice-docker-pull");
        thread.setDaemon(true);
        return thread;
    });
    private final Registries registries;
    private final Duration patience;
    private final Map<String, CompletableFuture<Void>> underway = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> asked = new ConcurrentHashMap<>();

    ImagePulls(Registries registries, Duration patience) {
        this.registries = registries;
        this.patience = patience;
    }

    /**
     * Returns once the host has the image, if that is soon: others want to begin on the host meanwhile.
     *
     * @param externalId who wants it; a pull that ended while nobody waited is not repeated for the same one
     * @throws InvalidInputException if there is no such image, or it may not be pulled
     * @throws DockerException if the pull takes longer, or failed in a way that may heal
     */
    void await(DockerHost host, String image, String externalId) throws IOException, InterruptedException {
        var pull = asked.computeIfAbsent(externalId, unused -> join(host, image));
        try {
            pull.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            forget(externalId);
        } catch (TimeoutException e) {
            throw new DockerException(host.name() + " is still pulling the image " + image, e);
        } catch (ExecutionException e) {
            forget(externalId);
            if (e.getCause() instanceof InvalidInputException invalid) {
                throw new InvalidInputException(invalid.getMessage(), invalid);
            }
            throw new DockerException(e.getCause().getMessage(), e.getCause());
        }
    }

    /** Nobody asks for this one any more. */
    void forget(String externalId) {
        asked.remove(externalId);
    }

    private CompletableFuture<Void> join(DockerHost host, String image) {
        var key = host.name() + " " + image;
        var pull =
                underway.computeIfAbsent(key, unused -> CompletableFuture.runAsync(() -> pull(host, image), threads));
        pull.whenComplete((done, failure) -> underway.remove(key, pull));
        return pull;
    }

    private void pull(DockerHost host, String image) {
        var name = ImageName.of(image);
        try (var response = host.pull(name, registries.credentials(name))) {
            if (response.getStatusCode() >= BAD_REQUEST) {
                var answer = DockerTransport.read(response);
                throw refusal(host, image, answer.message(), answer.status() < SERVER_ERROR);
            }
            var error = error(host, image, response);
            if (error.isPresent()) {
                throw refusal(host, image, error.get(), false);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.util.concurrent.CancellationException("the pull of " + image + " was interrupted");
        }
    }

    /** A pull that fails on its way says so at the end of an answer that began well. */
    private static Optional<String> error(DockerHost host, String image, Response response) throws IOException {
        try (var lines = LINES.<JsonNode>readValues(response.getBody())) {
            while (lines.hasNextValue()) {
                var line = lines.nextValue();
                var message = line.path("errorDetail")
                        .path("message")
                        .asText(line.path("error").asText(""));
                if (!message.isEmpty()) {
                    return Optional.of(message);
                }
            }
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new DockerException(host.name() + " broke off while it pulled " + image, e);
        }
    }

    private static IOException refusal(DockerHost host, String image, String message, boolean forGood) {
        var says = host.name() + " cannot pull " + image + ": " + message;
        var text = message.toLowerCase(Locale.ROOT);
        if (mentions(
                text,
                "unauthorized",
                "access denied",
                "access forbidden",
                "authentication required",
                "no basic auth",
                "incorrect username")) {
            throw new InvalidInputException(says + "; set server, user and password of "
                    + ImageName.of(image).server() + " in routes.connections.registry, and see that the image exists");
        }
        if (mentions(
                text,
                "not found",
                "manifest unknown",
                "name unknown",
                "does not exist",
                "no such image",
                "no matching manifest")) {
            throw new InvalidInputException(says + "; look at its name and tag");
        }
        if (forGood) {
            throw new InvalidInputException(says);
        }
        return new DockerException(says);
    }

    private static boolean mentions(String text, String... words) {
        return Stream.of(words).anyMatch(text::contains);
    }
}
