package conventions;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/** Looks through a tree of YAML. */
final class Yaml {

    private Yaml() {}

    /**
     * A key with its value, anywhere in the tree.
     *
     * @param parent the key under which it stands, lists left out; empty at the top
     */
    record Entry(String parent, String key, JsonNode value) {}

    /** All keys with their values, from the outside in. */
    static Stream<Entry> entries(JsonNode node) {
        return entries("", node);
    }

    private static Stream<Entry> entries(String parent, JsonNode node) {
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false).flatMap(element -> entries(parent, element));
        }
        return node.properties().stream()
                .flatMap(field -> Stream.concat(
                        Stream.of(new Entry(parent, field.getKey(), field.getValue())),
                        entries(field.getKey(), field.getValue())));
    }

    /** All texts and numbers. */
    static Stream<String> values(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false)
                .flatMap(child -> child.isValueNode() ? Stream.of(child.asText()) : values(child));
    }
}
