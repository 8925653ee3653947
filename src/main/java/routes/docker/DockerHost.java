package routes.docker;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient.Response;

import routes.docker.DockerTransport.Answer;
import routes.shared.InvalidInputException;

/**
 * The Docker Engine API of a host, as far as containers need it. It speaks the newest version that both sides know. An answer that
 * trying again cannot change is an {@link InvalidInputException}, every other failure a {@link DockerException}. Safe for
 * concurrent use.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API</a>
 */
final class DockerHost implements AutoCloseable {

    private static final ApiVersion OLDEST = new ApiVersion(1, 24);
    private static final ApiVersion NEWEST = new ApiVersion(1, 51);

    private static final int CREATED = 201;
    private static final int NOT_MODIFIED = 304;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int TIMEOUT = 408;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final int NOT_IMPLEMENTED = 501;

    /** All lines of a log. */
    static final String ALL = "all";

    private final String name;
    private final DockerTransport transport;
    private volatile ApiVersion version;

    /** What became of a request to create a container. */
    enum Creation {
        DONE,
        NAME_TAKEN,
        NO_IMAGE
    }

    private record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {

        static ApiVersion of(String text) {
            var parts = text.split("\\.");
            return new ApiVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }

        @Override
        public int compareTo(ApiVersion other) {
            return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
        }

        @Override
        public String toString() {
            return major + "." + minor;
        }
    }

    DockerHost(String name, DockerTransport transport) {
        this.name = name;
        this.transport = transport;
    }

    String name() {
        return name;
    }

    /** The version of the API that is spoken with the host. */
    String version() throws IOException, InterruptedException {
        if (version == null) {
            version = negotiated();
        }
        return version.toString();
    }

    private ApiVersion negotiated() throws IOException, InterruptedException {
        var answer = transport.ask("GET", "/_ping", null, Duration.ZERO);
        if (answer.status() == BAD_REQUEST && answer.message().contains("HTTPS")) {
            throw new InvalidInputException(name + " wants TLS: set routes.connections.docker." + name
                    + ".certificates to the folder of ca.pem, cert.pem and key.pem");
        }
        check(answer, "be asked for its version");
        if (answer.apiVersion() == null || !answer.apiVersion().matches("\\d+\\.\\d+")) {
            throw new DockerException(name + " does not say which version of Docker's API it speaks;"
                    + " is a Docker Engine behind routes.connections.docker." + name + ".url?");
        }
        var its = ApiVersion.of(answer.apiVersion());
        if (its.compareTo(OLDEST) < 0) {
            throw new InvalidInputException(name + " speaks version " + its + " of Docker's API, and " + OLDEST
                    + " is the oldest known here: update its Docker Engine");
        }
        return its.compareTo(NEWEST) < 0 ? its : NEWEST;
    }

    /** A container by name or id, with all that is known of it. */
    Optional<JsonNode> inspect(String container) throws IOException, InterruptedException {
        var answer = ask("GET", "/containers/" + container + "/json", null);
        return answer.status() == NOT_FOUND
                ? Optional.empty()
                : Optional.of(check(answer, "show " + container).body());
    }

    /** All containers with a label, ended ones too, with what a list shows of them. */
    JsonNode list(String label) throws IOException, InterruptedException {
        var filters = URLEncoder.encode("{\"label\":[\"" + label + "\"]}", StandardCharsets.UTF_8);
        var found = check(ask("GET", "/containers/json?all=1&filters=" + filters, null), "list its containers");
        if (!found.body().isArray()) {
            throw new DockerException(name + " answers with no list of containers");
        }
        return found.body();
    }

    Creation create(String container, Map<String, Object> body) throws IOException, InterruptedException {
        var answer = ask("POST", "/containers/create?name=" + container, body);
        return switch (answer.status()) {
            case NOT_FOUND -> Creation.NO_IMAGE;
            case CONFLICT -> Creation.NAME_TAKEN;
            case CREATED -> Creation.DONE;
            default -> throw refusal(answer, "create " + container);
        };
    }

    void start(String container) throws IOException, InterruptedException {
        unlessDone(ask("POST", "/containers/" + container + "/start", null), "start " + container);
    }

    /** Asks a container to stop, and kills it if it does not. */
    void stop(String container, int seconds) throws IOException, InterruptedException {
        var answer = transport.ask(
                "POST", path("/containers/" + container + "/stop?t=" + seconds), null, Duration.ofSeconds(seconds));
        if (answer.status() != NOT_FOUND) {
            unlessDone(answer, "stop " + container);
        }
    }

    /** Removes an ended container with its own volumes; nothing if it is gone already. */
    void remove(String container) throws IOException, InterruptedException {
        var answer = ask("DELETE", "/containers/" + container + "?v=1", null);
        if (answer.status() != NOT_FOUND && answer.status() != CONFLICT) {
            check(answer, "remove " + container);
        }
    }

    /**
     * The log of a container, which the caller closes; nothing if the log driver of the container keeps none.
     *
     * @param lines how many of its last lines, or {@link #ALL}
     */
    Optional<Response> log(String container, String lines) throws IOException, InterruptedException {
        var path = path("/containers/" + container + "/logs?stdout=1&stderr=1&tail=" + lines);
        var response = transport.open("GET", path, Map.of());
        if (response.getStatusCode() == NOT_IMPLEMENTED) {
            response.close();
            return Optional.empty();
        }
        return Optional.of(opened(response, "show the log of " + container));
    }

    /** Asks for an image. How the pull goes is told in the answer, whatever its status; the caller closes it. */
    Response pull(ImageName image, Optional<String> credentials) throws IOException, InterruptedException {
        var path = "/images/create?fromImage=" + encoded(image.repository()) + "&tag=" + encoded(image.tag());
        return transport.open(
                "POST",
                path(path),
                credentials.map(header -> Map.of("X-Registry-Auth", header)).orElse(Map.of()));
    }

    /** Lets the host ask a registry whether it knows a user; nothing is kept of it. */
    void logIn(Map<String, String> credentials) throws IOException, InterruptedException {
        var answer = ask("POST", "/auth", credentials);
        if (answer.status() == UNAUTHORIZED) {
            throw new InvalidInputException("the registry does not take them: " + answer.message());
        }
        check(answer, "log in to " + credentials.get("serveraddress"));
    }

    private Answer ask(String method, String path, Object body) throws IOException, InterruptedException {
        return transport.ask(method, path(path), body, Duration.ZERO);
    }

    private String path(String path) throws IOException, InterruptedException {
        return "/v" + version() + path;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Response opened(Response response, String what) throws IOException {
        if (response.getStatusCode() >= BAD_REQUEST) {
            try (response) {
                throw refusal(DockerTransport.read(response), what);
            }
        }
        return response;
    }

    private void unlessDone(Answer answer, String what) throws IOException {
        if (answer.status() != NOT_MODIFIED) {
            check(answer, what);
        }
    }

    private Answer check(Answer answer, String what) throws IOException {
        if (answer.status() / 100 != 2) {
            throw refusal(answer, what);
        }
        return answer;
    }

    private IOException refusal(Answer answer, String what) {
        var says = name + " does not " + what + ", and answers " + answer.status() + ": " + answer.message();
        if (answer.status() == BAD_REQUEST && answer.message().contains("client version")) {
            // The engine was exchanged for another version.
            version = null;
            return new DockerException(says);
        }
        var passes = answer.status() >= SERVER_ERROR || answer.status() == TIMEOUT || answer.status() == TOO_MANY;
        if (passes || answer.status() < BAD_REQUEST) {
            return new DockerException(says);
        }
        var forbidden = answer.status() == UNAUTHORIZED || answer.status() == 403;
        throw new InvalidInputException(
                forbidden ? says + "; let its authorization plugin allow what Sluice does" : says);
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }
}
