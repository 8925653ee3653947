package sandbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the stand-in of Kubernetes keeps: objects by their place, such as {@code etl/jobs}, and name. */
final class KubernetesObjects {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern IN = Pattern.compile("([^!=,\\s]+) in \\(([^)]*)\\)");

    private final Map<String, Map<String, ObjectNode>> places = new ConcurrentHashMap<>();
    private final AtomicLong version = new AtomicLong();

    /** Adds an object; false if there is one of that name. */
    synchronized boolean create(String place, ObjectNode object) {
        var all = place(place);
        var name = object.at("/metadata/name").asText();
        if (all.containsKey(name)) {
            return false;
        }
        var metadata = object.withObject("/metadata");
        metadata.put("uid", UUID.randomUUID().toString());
        metadata.put("creationTimestamp", now());
        put(place, object);
        return true;
    }

    synchronized void put(String place, ObjectNode object) {
        object.withObject("/metadata").put("resourceVersion", "" + version.incrementAndGet());
        place(place).put(object.at("/metadata/name").asText(), object.deepCopy());
    }

    /** A copy of an object, or null. */
    synchronized ObjectNode get(String place, String name) {
        var found = place(place).get(name);
        return found == null ? null : found.deepCopy();
    }

    synchronized boolean delete(String place, String name) {
        return place(place).remove(name) != null;
    }

    /** Copies of those that both selectors let through. */
    synchronized List<ObjectNode> list(String place, String labels, String fields) {
        return place(place).values().stream()
                .filter(object -> hasLabels(object, labels) && hasFields(object, fields))
                .map(ObjectNode::deepCopy)
                .toList();
    }

    synchronized void clear() {
        places.clear();
    }

    private Map<String, ObjectNode> place(String place) {
        return places.computeIfAbsent(place, unused -> new TreeMap<>());
    }

    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static boolean hasLabels(JsonNode object, String selector) {
        var left = selector;
        for (var in : IN.matcher(selector).results().toList()) {
            left = left.replace(in.group(), "");
            if (!Set.of(in.group(2).split(",")).contains(label(object, in.group(1)))) {
                return false;
            }
        }
        return equalities(left).stream().allMatch(pair -> pair[1].equals(label(object, pair[0])));
    }

    private static String label(JsonNode object, String name) {
        return object.path("metadata").path("labels").path(name).asText();
    }

    private static boolean hasFields(JsonNode object, String selector) {
        return equalities(selector).stream()
                .allMatch(pair -> pair[1].equals(
                        object.at("/" + pair[0].replace('.', '/')).asText()));
    }

    private static List<String[]> equalities(String selector) {
        var pairs = new ArrayList<String[]>();
        for (var part : selector.split(",")) {
            if (part.contains("=")) {
                pairs.add(part.strip().split("==?", 2));
            }
        }
        return pairs;
    }
}
