package routes.kubernetes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;

import routes.external.Parameters;
import routes.shared.InvalidInputException;

/**
 * Makes a SparkApplication of the parameters of a step and, where one is given, of a template that they complete.
 *
 * @see <a href="https://github.com/kubeflow/spark-operator">Kubeflow Spark Operator</a>
 */
final class SparkBlueprint {

    static final String API_VERSION = "sparkoperator.k8s.io/v1beta2";
    static final String KIND = "SparkApplication";

    private static final List<String> REQUIRED = List.of("image", "sparkVersion", "mainApplicationFile");
    /** What drivers and executors have in whole numbers. */
    private static final Set<String> NUMBERS = Set.of("cores", "instances", "terminationGracePeriodSeconds");
    /** What they have or have not. */
    private static final Set<String> SWITCHES = Set.of("hostNetwork", "shareProcessNamespace", "deleteOnTermination");

    private final Parameters parameters;

    SparkBlueprint(Parameters parameters) {
        this.parameters = parameters;
    }

    GenericKubernetesResource application() {
        var place = parameters.text("template", null);
        var application = place == null
                ? new GenericKubernetesResource()
                : Template.read(place, KIND, GenericKubernetesResource.class);
        application.setApiVersion(API_VERSION);
        application.setKind(KIND);
        if (application.getMetadata() == null) {
            application.setMetadata(new ObjectMeta());
        }
        var spec = part(application.getAdditionalProperties(), "spec");
        complete(spec);
        roles(spec);
        require(spec);
        return application;
    }

    private void complete(Map<String, Object> spec) {
        given(spec, "image", "image");
        given(spec, "sparkVersion", "sparkVersion");
        given(spec, "mainApplicationFile", "application");
        given(spec, "mainClass", "mainClass");
        given(spec, "type", "type");
        spec.putIfAbsent("type", spec.get("mainClass") == null ? "Python" : "Java");
        spec.putIfAbsent("mode", "cluster");
        // The ledger tries again; two who do so multiply.
        spec.putIfAbsent("restartPolicy", Map.of("type", "Never"));
        var arguments = parameters.lines("arguments");
        if (!arguments.isEmpty()) {
            spec.put("arguments", arguments);
        }
        var conf = parameters.table("conf");
        if (!conf.isEmpty()) {
            part(spec, "sparkConf").putAll(conf);
        }
        var kept = parameters.duration("timeToLive");
        if (kept != null) {
            spec.put("timeToLiveSeconds", kept.toSeconds());
        }
        spec.putIfAbsent("timeToLiveSeconds", 86_400);
    }

    private void roles(Map<String, Object> spec) {
        var driver = part(spec, "driver");
        var executor = part(spec, "executor");
        parameters.table("driver").forEach((name, value) -> driver.put(name, typed(name, value)));
        parameters.table("executor").forEach((name, value) -> executor.put(name, typed(name, value)));
        given(driver, "serviceAccount", "serviceAccount");
    }

    private static void require(Map<String, Object> spec) {
        for (var name : REQUIRED) {
            if (spec.get(name) == null) {
                throw new InvalidInputException("the SparkApplication has no "
                        + (name.equals("mainApplicationFile") ? "application" : name)
                        + ": give one as a parameter, or in the template");
            }
        }
    }

    private void given(Map<String, Object> part, String name, String parameter) {
        var text = parameters.text(parameter, null);
        if (text != null) {
            part.put(name, text);
        }
    }

    /** A value as the schema of the resource wants it; most are texts. */
    private static Object typed(String name, String value) {
        if (SWITCHES.contains(name)) {
            if (!value.equals("true") && !value.equals("false")) {
                throw new InvalidInputException(name + " is \"" + value + "\": use true or false");
            }
            return Boolean.valueOf(value);
        }
        if (!NUMBERS.contains(name)) {
            return value;
        }
        try {
            return Integer.parseUnsignedInt(value);
        } catch (NumberFormatException e) {
            throw new InvalidInputException(name + " is \"" + value + "\": use a whole number, such as 2", e);
        }
    }

    /** A map inside a map, which can be added to. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> part(Map<String, Object> whole, String name) {
        var old = whole.get(name);
        var part = old instanceof Map<?, ?> map
                ? new LinkedHashMap<>((Map<String, Object>) map)
                : new LinkedHashMap<String, Object>();
        whole.put(name, part);
        return part;
    }
}
