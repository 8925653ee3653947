package sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the stand-in of Kubernetes answers, in the words of the real API server. */
final class KubernetesApi {

    private static final Pattern PATH = Pattern.compile(
            "/(?:api|apis/(?<group>[^/]+))/[^/]+/namespaces/(?<namespace>[^/]+)/(?<kind>[a-z]+)(?:/(?<name>[^/]+))?(?:/(?<part>log|status))?");
    private static final Set<String> KINDS = Set.of("jobs", "pods", "events", "secrets");
    private static final String SPARK = "sparkapplications";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private final KubernetesObjects objects;
    private final KubernetesJobController jobs;
    private final KubernetesNode node;
    private final Set<String> namespaces = ConcurrentHashMap.newKeySet();
    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
    private volatile boolean spark = true;

    record Answer(int status, String contentType, byte[] body) {}

    KubernetesApi(KubernetesObjects objects, KubernetesJobController jobs, KubernetesNode node) {
        this.objects = objects;
        this.jobs = jobs;
        this.node = node;
    }

    void createNamespace(String name) {
        namespaces.add(name);
    }

    void forbid(String verb, String namespace) {
        forbidden.add(verb + " " + namespace);
    }

    void spark(boolean there) {
        spark = there;
    }

    Answer answer(String method, URI uri, byte[] body) throws IOException {
        if (uri.getPath().equals("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")) {
            return review(KubernetesObjects.JSON.readTree(body).deepCopy());
        }
        var path = PATH.matcher(uri.getPath());
        if (!path.matches() || !isKnown(path.group("kind"))) {
            return status(404, "NotFound", "the server could not find the requested resource");
        }
        var verb = verb(method, path.group("name"));
        var namespace = path.group("namespace");
        if (forbidden.contains(verb + " " + namespace)) {
            var kind = path.group("kind");
            return status(
                    403,
                    "Forbidden",
                    kind + " is forbidden: User \"sluice\" cannot " + verb + " resource \"" + kind
                            + "\" in API group \"\" in the namespace \"" + namespace + "\"");
        }
        synchronized (objects) {
            return switch (verb) {
                case "create" ->
                    create(path, KubernetesObjects.JSON.readTree(body).deepCopy(), query(uri));
                case "list" -> list(path, query(uri));
                case "get" -> path.group("part") == null ? get(path) : log(path);
                case "patch" -> patchStatus(path, KubernetesObjects.JSON.readTree(body));
                case "delete" -> delete(path, new String(body, StandardCharsets.UTF_8));
                default -> status(405, "MethodNotAllowed", "the server does not allow this method");
            };
        }
    }

    private Answer review(ObjectNode review) {
        var wanted = review.at("/spec/resourceAttributes");
        var right =
                wanted.path("verb").asText() + " " + wanted.path("namespace").asText();
        review.withObject("/status").put("allowed", !forbidden.contains(right));
        return json(201, review);
    }

    private boolean isKnown(String kind) {
        return KINDS.contains(kind) || spark && kind.equals(SPARK);
    }

    private static String verb(String method, String name) {
        return switch (method) {
            case "GET" -> name == null ? "list" : "get";
            case "POST" -> "create";
            case "DELETE" -> "delete";
            case "PATCH" -> "patch";
            default -> "update";
        };
    }

    private static String place(Matcher path) {
        return path.group("namespace") + "/" + path.group("kind");
    }

    private Answer create(Matcher path, ObjectNode object, Map<String, String> query) {
        var name = object.at("/metadata/name").asText();
        var namespace = path.group("namespace");
        if (!namespaces.contains(namespace)) {
            return status(404, "NotFound", "namespaces \"" + namespace + "\" not found");
        }
        var invalid = invalid(path.group("kind"), object, name);
        if (invalid != null) {
            return status(422, "Invalid", "Job.batch \"" + name + "\" is invalid: " + invalid);
        }
        object.withObject("/metadata").put("namespace", namespace);
        var refusal = path.group("kind").equals(SPARK)
                ? KubernetesSparkSchema.refusal(
                        object, "Strict".equals(query.get("fieldValidation")), jobs.isFull(namespace))
                : null;
        if (refusal != null) {
            return refusal;
        }
        if (!objects.create(place(path), object)) {
            var kind =
                    path.group("group") == null ? path.group("kind") : path.group("kind") + "." + path.group("group");
            return status(409, "AlreadyExists", kind + " \"" + name + "\" already exists");
        }
        if (path.group("kind").equals("jobs")) {
            jobs.created(namespace, objects.get(place(path), name));
        } else if (path.group("kind").equals("pods")) {
            node.start(namespace, objects.get(place(path), name), (pod, exitCode) -> {});
        }
        return json(201, objects.get(place(path), name));
    }

    private static String invalid(String kind, ObjectNode object, String name) {
        if (!NAME.matcher(name).matches()) {
            return "metadata.name: Invalid value: \"" + name
                    + "\": a lowercase RFC 1123 label must consist of lower case" + " alphanumeric characters or '-'";
        }
        var restart = object.at("/spec/template/spec/restartPolicy").asText();
        return kind.equals("jobs") && !Set.of("Never", "OnFailure").contains(restart)
                ? "spec.template.spec.restartPolicy: Required value: valid values: \"OnFailure\", \"Never\""
                : null;
    }

    /** Merges into the status, as a controller does; only as deep as the parts of the status. */
    private Answer patchStatus(Matcher path, JsonNode patch) {
        var object = objects.get(place(path), path.group("name"));
        if (object == null) {
            return missing(path);
        }
        patch.path("status")
                .properties()
                .forEach(part -> object.withObject("/status").set(part.getKey(), part.getValue()));
        objects.put(place(path), object);
        return json(200, object);
    }

    private Answer list(Matcher path, Map<String, String> query) {
        var list = KubernetesObjects.JSON.createObjectNode();
        list.put("kind", "List").put("apiVersion", "v1").putObject("metadata");
        var items = list.putArray("items");
        objects.list(place(path), query.getOrDefault("labelSelector", ""), query.getOrDefault("fieldSelector", ""))
                .forEach(items::add);
        return json(200, list);
    }

    private Answer get(Matcher path) {
        var object = objects.get(place(path), path.group("name"));
        return object == null ? missing(path) : json(200, object);
    }

    private Answer log(Matcher path) {
        var pod = path.group("name");
        if (objects.get(place(path), pod) == null) {
            return missing(path);
        }
        var text = node.text(pod);
        return text == null
                ? status(
                        400,
                        "BadRequest",
                        "container \"main\" in pod \"" + pod
                                + "\" is waiting to start: trying and failing to pull image")
                : new Answer(200, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    private Answer delete(Matcher path, String options) {
        if (!objects.delete(place(path), path.group("name"))) {
            return missing(path);
        }
        if (path.group("kind").equals("jobs")) {
            jobs.deleted(path.group("namespace"), path.group("name"), options.matches("(?s).*\"(Back|Fore)ground\".*"));
        }
        return json(
                200,
                KubernetesObjects.JSON.createObjectNode().put("kind", "Status").put("status", "Success"));
    }

    private static Answer missing(Matcher path) {
        return status(404, "NotFound", path.group("kind") + " \"" + path.group("name") + "\" not found");
    }

    static Answer status(int code, String reason, String message) {
        var status = KubernetesObjects.JSON.createObjectNode();
        status.put("kind", "Status").put("apiVersion", "v1").put("status", "Failure");
        return json(code, status.put("message", message).put("reason", reason).put("code", code));
    }

    private static Answer json(int code, ObjectNode object) {
        return new Answer(code, "application/json", object.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> query(URI uri) {
        var query = new HashMap<String, String>();
        if (uri.getRawQuery() != null) {
            for (var pair : uri.getRawQuery().split("&")) {
                var parts = pair.split("=", 2);
                query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return query;
    }
}
