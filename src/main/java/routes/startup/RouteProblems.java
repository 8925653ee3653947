package routes.startup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.KameletDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;

/**
 * Finds what Camel passes over in silence: a route file that no pattern found, a failure policy that does not exist, and two
 * uses of Kamelets under one id, of which Camel would make one.
 */
final class RouteProblems {

    private static final String KAMELET = "kamelet:";

    private final Collection<RouteDefinition> routes;
    private final Set<String> policies;

    /** @param camel the context with all its routes, not yet started */
    RouteProblems(ModelCamelContext camel) {
        routes = camel.getRouteDefinitions();
        policies = camel.getRouteConfigurationDefinitions().stream()
                .map(RouteConfigurationDefinition::getId)
                .collect(Collectors.toSet());
    }

    /** Everything that is wrong, each with its remedy. */
    List<String> find(Set<String> pipelines) {
        var problems = new ArrayList<String>();
        new TreeSet<>(pipelines).forEach(word -> findMissing(word, problems));
        var uses = new HashMap<String, String>();
        for (var route : routes) {
            findUnknownPolicy(route, problems);
            kamelets(route).forEach(kamelet -> findSharedId(route, kamelet, uses, problems));
        }
        return problems;
    }

    private void findMissing(String word, List<String> problems) {
        if (routes.stream()
                .map(RouteDefinition::getRouteId)
                .noneMatch(id -> id.equals(word) || id.startsWith(word + "."))) {
            problems.add("pipeline " + word + " has no route: see that camel.main.routes-include-pattern finds " + word
                    + ".camel.yaml, or take " + word + " out of routes.startup.pipelines");
        }
    }

    private void findUnknownPolicy(RouteDefinition route, List<String> problems) {
        var policy = route.getRouteConfigurationId();
        if (policy != null && !policies.contains(policy)) {
            problems.add("route " + route.getRouteId() + " names the routeConfigurationId " + policy
                    + ", which does not exist: use one of " + new TreeSet<>(policies));
        }
    }

    private void findSharedId(RouteDefinition route, String kamelet, Map<String, String> uses, List<String> problems) {
        var slash = kamelet.indexOf('/');
        if (slash < 0) {
            problems.add("route " + route.getRouteId() + " uses kamelet:" + kamelet
                    + " without an id, so its step would have" + " another name after each start: write kamelet:"
                    + kamelet + "/STEP-ID");
            return;
        }
        var id = kamelet.substring(slash + 1);
        var other = uses.put(id, route.getRouteId());
        if (other != null) {
            problems.add("the id " + id + " is used by a Kamelet of route " + other + " and by another of route "
                    + route.getRouteId() + ", and Camel would make them one: give each an id of its own");
        }
    }

    /** What the route says after {@code kamelet:}, without parameters, for each Kamelet it uses. */
    private static Stream<String> kamelets(RouteDefinition route) {
        var begin = Stream.of(route.getInput().getEndpointUri());
        var steps =
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessorDefinition.class).stream()
                        .map(RouteProblems::uri);
        return Stream.concat(begin, steps)
                .filter(uri -> uri != null && uri.startsWith(KAMELET))
                .map(uri -> filled(route, uri))
                .map(uri -> uri.substring(KAMELET.length()).replaceFirst("\\?.*", ""))
                .filter(kamelet -> !kamelet.equals("source") && !kamelet.equals("sink"));
    }

    /** What stands in a template's place holders, if the route is made from one. */
    private static String filled(RouteDefinition route, String uri) {
        var filled = uri;
        if (route.getTemplateParameters() != null) {
            for (var parameter : route.getTemplateParameters().entrySet()) {
                filled = filled.replace("{{" + parameter.getKey() + "}}", String.valueOf(parameter.getValue()));
            }
        }
        return filled;
    }

    private static String uri(ProcessorDefinition<?> step) {
        if (step instanceof KameletDefinition kamelet) {
            return KAMELET + kamelet.getName();
        }
        return step instanceof EndpointRequiredDefinition endpoint ? endpoint.getEndpointUri() : null;
    }
}
