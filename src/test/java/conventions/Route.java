package conventions;

import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A route of a file.
 *
 * @param file where it stands
 * @param definition what stands under {@code route}
 * @param template the template that it stands in, which gives it its id; or null
 */
record Route(RouteFile file, JsonNode definition, String template) {

    private static final String DIRECT = "direct:";

    /** A Kamelet that a route uses: {@code kamelet:NAME/ID}, in the step of the given id; null where the route begins. */
    record KameletUse(String route, String name, String id, String step) {}

    String id() {
        return template == null ? definition.path("id").asText() : template;
    }

    String text(String field) {
        return definition.path(field).asText();
    }

    String begin() {
        return definition.path("from").path("uri").asText();
    }

    /** Whether it has runs, because it begins with a source Kamelet. */
    boolean triggered() {
        return begin().matches("kamelet:[^/]+-source/.*");
    }

    /** Name of the channel that it begins with, or nothing. */
    Stream<String> channel() {
        return begin().startsWith(DIRECT) ? Stream.of(begin().substring(DIRECT.length())) : Stream.empty();
    }

    /** Names of the channels that it calls, itself or by a Kamelet. */
    Stream<String> calls() {
        var sent = steps().filter(step -> step.uri().startsWith(DIRECT))
                .map(step -> step.uri().substring(DIRECT.length()));
        var called = Yaml.entries(definition)
                .filter(entry -> entry.key().equals("call"))
                .map(entry -> entry.value().asText());
        return Stream.concat(sent, called);
    }

    List<KameletUse> kamelets() {
        var begins = Stream.of(new Step(null, begin()));
        return Stream.concat(begins, steps())
                .filter(step -> step.uri().startsWith("kamelet:"))
                .map(this::kamelet)
                .toList();
    }

    /** Everything with an address after the beginning. */
    Stream<Step> steps() {
        return Yaml.entries(definition.path("from").path("steps"))
                .filter(entry -> entry.value().has("uri"))
                .map(entry -> new Step(
                        entry.value().path("id").asText(),
                        entry.value().path("uri").asText()));
    }

    private KameletUse kamelet(Step step) {
        var parts = step.uri().substring("kamelet:".length()).split("/", 2);
        return new KameletUse(id(), parts[0], parts.length == 2 ? parts[1] : "", step.id());
    }

    /** A step with an address. */
    record Step(String id, String uri) {}

    @Override
    public String toString() {
        return id();
    }
}
