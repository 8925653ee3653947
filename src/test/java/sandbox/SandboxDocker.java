package sandbox;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

/**
 * A stand-in for the Docker Engine: it speaks its API as {@code dockerd} 24 does, keeps thousands of containers without a thread,
 * and has a registry that knows some images. Its methods may be called from any thread.
 */
public final class SandboxDocker extends StandInServer {

    /** An image that the host has; its program does what {@link SandboxContainer} says. */
    public static final String IMAGE = "sluice/worker:1";

    private static final Pattern VERSIONED = Pattern.compile("/v(\\d+)\\.(\\d+)(/.*)");
    private static final Pattern CONTAINER = Pattern.compile("/containers/([^/]+)(/\\w+)?");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, SandboxContainer> containers = new ConcurrentHashMap<>();
    private final Set<String> images = ConcurrentHashMap.newKeySet();
    private final Map<String, String> registry = new ConcurrentHashMap<>();
    private final List<String> started = new CopyOnWriteArrayList<>();
    private volatile int oldest = 24;
    private volatile int newest = 43;

    private SandboxDocker(boolean tls) {
        super("Docker", tls);
        images.add(IMAGE);
    }

    /** Starts a stand-in on some free port. */
    public static SandboxDocker started() {
        return started(false);
    }

    /** Starts one that speaks TLS only, and to clients of the certificates in {@code src/test/resources} only. */
    public static SandboxDocker startedWithTls() {
        return started(true);
    }

    private static SandboxDocker started(boolean tls) {
        var docker = new SandboxDocker(tls);
        AtExit.close(docker);
        docker.start();
        return docker;
    }

    /** Its address, as {@code DOCKER_HOST} has it. */
    public URI url() {
        return URI.create("tcp://localhost:" + port());
    }

    /** Speaks these versions of the API, 1.OLDEST to 1.NEWEST. */
    public void speak(int oldestMinor, int newestMinor) {
        oldest = oldestMinor;
        newest = newestMinor;
    }

    /** Puts an image into the registry, for everybody if the password is empty. */
    public void offer(String image, String password) {
        registry.put(image, password);
    }

    /** Names of the containers that were started, each as often as it was. */
    public List<String> startedContainers() {
        return List.copyOf(started);
    }

    /** Names of the containers that are there. */
    public Collection<String> names() {
        return containers.values().stream().map(SandboxContainer::name).toList();
    }

    /** How many are running. */
    public long running() {
        return containers.values().stream().filter(SandboxContainer::running).count();
    }

    /** What was asked for when a container was created. */
    public JsonNode request(String name) {
        return containers.get(name).request();
    }

    /** Lets a container end. */
    public void end(String name, int exitCode) {
        containers.get(name).end(exitCode);
    }

    /** Lets all end well. */
    public void endAll() {
        containers.values().forEach(container -> container.end(0));
    }

    /** Takes a container away, as somebody with {@code docker rm -f} does. */
    public void lose(String name) {
        containers.remove(name);
    }

    /** Pauses a container. */
    public void pause(String name) {
        containers.get(name).pause(true);
    }

    /** Has a container that nobody created through the API. */
    public void own(String name) {
        containers.put(name, new SandboxContainer(name, JSON.createObjectNode()));
    }

    /** Forgets everything but the image it has. */
    public void reset() {
        forgetFaults();
        containers.clear();
        registry.clear();
        started.clear();
        images.removeIf(image -> !image.equals(IMAGE));
        speak(24, 43);
    }

    @Override
    Reply answer(String method, String path, Map<String, String> query, HttpExchange exchange, byte[] body)
            throws IOException {
        var version = VERSIONED.matcher(path);
        if (!version.matches()) {
            return path.equals("/_ping") ? ping() : error(404, "page not found");
        }
        int minor = Integer.parseInt(version.group(2));
        if (minor < oldest) {
            return error(
                    400,
                    "client version 1." + minor + " is too old. Minimum supported API version is 1." + oldest
                            + ", please upgrade your client to a newer version");
        }
        if (minor > newest) {
            return error(
                    400, "client version 1." + minor + " is too new. Maximum supported API version is 1." + newest);
        }
        var rest = version.group(3);
        return switch (method + " " + rest) {
            case "POST /images/create" ->
                pull(query, exchange.getRequestHeaders().getFirst("X-Registry-Auth"));
            case "POST /auth" -> logIn(JSON.readTree(body));
            case "POST /containers/create" -> create(query.get("name"), (ObjectNode) JSON.readTree(body));
            case "GET /containers/json" -> list(query);
            default -> container(method, rest, query);
        };
    }

    private Reply ping() {
        return new Reply(
                200,
                Map.of("Api-Version", "1." + newest, "Docker-Experimental", "false", "Content-Type", "text/plain"),
                "OK".getBytes(StandardCharsets.UTF_8),
                false);
    }

    private Reply pull(Map<String, String> query, String credentials) throws IOException {
        var image = query.get("fromImage") + ":" + query.get("tag");
        var password = registry.get(image);
        var host = image.substring(0, image.indexOf('/'));
        var lines = "{\"status\":\"Pulling from " + query.get("fromImage") + "\",\"id\":\"" + query.get("tag")
                + "\"}\r\n" + "{\"status\":\"Pulling fs layer\",\"progressDetail\":{},\"id\":\"8bb5c5e2\"}\r\n";
        if (host.equals("localhost:1")) {
            return error(500, "Get \"http://" + host + "/v2/\": dial tcp 127.0.0.1:1: connect: connection refused");
        }
        if (password == null) {
            return error(404, "manifest for " + image + " not found: manifest unknown: manifest unknown");
        }
        if (!password.isEmpty() && credentials == null) {
            return error(500, "Head \"http://" + host + "/v2/\": no basic auth credentials");
        }
        if (!password.isEmpty() && !password.equals(password(credentials))) {
            return error(500, "unauthorized: authentication required");
        }
        images.add(image);
        return stream(lines + "{\"status\":\"Status: Downloaded newer image for " + image + "\"}\r\n");
    }

    /** Knows the registries whose images it is offered, and their passwords. */
    private Reply logIn(JsonNode login) {
        var server = login.path("serveraddress").asText();
        var passwords = registry.entrySet().stream()
                .filter(image -> image.getKey().startsWith(server + "/"))
                .map(Map.Entry::getValue)
                .toList();
        if (passwords.isEmpty()) {
            return error(500, "Get \"https://" + server + "/v2/\": dial tcp: lookup " + server + ": no such host");
        }
        return passwords.contains(login.path("password").asText())
                ? Reply.json(200, JSON.createObjectNode().put("Status", "Login Succeeded"))
                : error(401, "login attempt to https://" + server + "/v2/ failed with status: 401 Unauthorized");
    }

    private static String password(String credentials) throws IOException {
        return JSON.readTree(Base64.getUrlDecoder().decode(credentials))
                .path("password")
                .asText();
    }

    private static Reply stream(String lines) {
        return Reply.stream("application/json", lines.getBytes(StandardCharsets.UTF_8));
    }

    private Reply create(String name, ObjectNode request) {
        var image = request.path("Image").asText();
        if (!images.contains(image)) {
            return error(404, "No such image: " + image);
        }
        var container = new SandboxContainer(name, request);
        var taken = containers.putIfAbsent(name, container);
        if (taken != null) {
            return error(
                    409,
                    "Conflict. The container name \"/" + name + "\" is already in use by container \"" + taken.id()
                            + "\". You have to remove (or rename) that container to be able to reuse that name.");
        }
        return Reply.json(
                201, JSON.createObjectNode().put("Id", container.id()).set("Warnings", JSON.createArrayNode()));
    }

    private Reply list(Map<String, String> query) throws IOException {
        var label = JSON.readTree(query.getOrDefault("filters", "{}"))
                .path("label")
                .path(0)
                .asText("");
        var all = query.getOrDefault("all", "0").equals("1");
        var found = JSON.createArrayNode();
        containers.values().stream()
                .filter(container -> all || container.running())
                .filter(container ->
                        label.isEmpty() || container.request().path("Labels").has(label))
                .forEach(container -> found.add(container.summary()));
        return Reply.json(200, found);
    }

    private Reply container(String method, String path, Map<String, String> query) {
        var parts = CONTAINER.matcher(path);
        if (!parts.matches()) {
            return error(404, "page not found");
        }
        var container = find(parts.group(1));
        if (container.isEmpty()) {
            return error(404, "No such container: " + parts.group(1));
        }
        return switch (method + (parts.group(2) == null ? "" : " " + parts.group(2))) {
            case "GET /json" -> Reply.json(200, container.get().details());
            case "POST /start" -> start(container.get());
            case "POST /stop" -> stop(container.get());
            case "GET /logs" -> log(container.get(), query);
            case "DELETE" -> remove(container.get(), query);
            default -> error(404, "page not found");
        };
    }

    private Optional<SandboxContainer> find(String nameOrId) {
        return Optional.ofNullable(containers.get(nameOrId))
                .or(() -> containers.values().stream()
                        .filter(container -> container.id().equals(nameOrId))
                        .findFirst());
    }

    private Reply start(SandboxContainer container) {
        if (!container.neverStarted()) {
            return Reply.empty(304);
        }
        if (container.unknownProgram() != null) {
            var why = "failed to create task for container: failed to create shim task: OCI runtime create failed: runc"
                    + " create failed: unable to start container process: exec: \"" + container.unknownProgram()
                    + "\": stat " + container.unknownProgram() + ": no such file or directory: unknown";
            container.startFailed(why);
            return error(400, why);
        }
        container.start();
        started.add(container.name());
        return Reply.empty(204);
    }

    private static Reply stop(SandboxContainer container) {
        if (!container.running()) {
            return Reply.empty(304);
        }
        container.stop();
        return Reply.empty(204);
    }

    private static Reply log(SandboxContainer container, Map<String, String> query) {
        if (!query.containsKey("stdout") && !query.containsKey("stderr")) {
            return error(400, "Bad parameters: you must choose at least one stream");
        }
        if (container.keepsNoLog()) {
            return error(501, "configured logging driver does not support reading");
        }
        var lines = query.getOrDefault("tail", "all");
        return Reply.stream("application/vnd.docker.multiplexed-stream", container.log(lines));
    }

    private Reply remove(SandboxContainer container, Map<String, String> query) {
        if (container.running() && !query.getOrDefault("force", "0").equals("1")) {
            return error(
                    409,
                    "You cannot remove a running container " + container.id()
                            + ". Stop the container before attempting removal or force remove");
        }
        containers.remove(container.name());
        return Reply.empty(204);
    }

    private static Reply error(int status, String message) {
        return Reply.json(status, JSON.createObjectNode().put("message", message));
    }
}
