package sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the CustomResourceDefinition and the webhook of Spark's operator let through, as version 2.5 has them: names and types of
 * fields down to those of driver and executor. What lies deeper is not looked at.
 */
final class KubernetesSparkSchema {

    private static final Map<String, String> SPEC = types("""
        array: arguments driverIngressOptions imagePullSecrets volumes
        string: batchScheduler hadoopConfigMap image imagePullPolicy mainApplicationFile mainClass
        string: memoryOverheadFactor mode proxyUser pythonVersion sparkConfigMap sparkVersion type
        object: batchSchedulerOptions deps driver dynamicAllocation executor hadoopConf monitoring nodeSelector
        object: restartPolicy sparkConf sparkUIOptions
        integer: failureRetries retryInterval timeToLiveSeconds
        boolean: suspend
        """);
    private static final String ROLE = """
        object: affinity annotations dnsConfig envSecretKeyRefs envVars gpu labels lifecycle nodeSelector
        object: podSecurityContext securityContext template
        array: configMaps env envFrom hostAliases initContainers ports secrets sidecars tolerations volumeMounts
        string: coreLimit coreRequest image javaOptions memory memoryLimit memoryOverhead priorityClassName
        string: schedulerName serviceAccount
        integer: cores terminationGracePeriodSeconds
        boolean: hostNetwork shareProcessNamespace
        """;
    private static final Map<String, String> DRIVER = types(ROLE + """
        string: kubernetesMaster podName
        object: serviceAnnotations serviceLabels
        """);
    private static final Map<String, String> EXECUTOR = types(ROLE + """
        boolean: deleteOnTermination
        integer: instances
        """);
    private static final List<String> REQUIRED =
            List.of("driver", "executor", "mainApplicationFile", "sparkVersion", "type");
    private static final Map<String, List<String>> VALUES =
            Map.of("spec.type", List.of("Java", "Python", "Scala", "R"), "spec.mode", List.of("cluster", "client"));
    private static final Set<String> FROM_ONE = Set.of("cores", "instances");

    private final List<String> unknown = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    /**
     * Why the application is refused, or null.
     *
     * @param strict whether what is not known is refused, and not dropped
     * @param full whether the quota of the namespace is used up
     */
    static KubernetesApi.Answer refusal(ObjectNode application, boolean strict, boolean full) {
        var schema = new KubernetesSparkSchema();
        var spec = application.withObject("/spec");
        schema.look("spec", spec, SPEC);
        schema.look("spec.driver", spec.path("driver"), DRIVER);
        schema.look("spec.executor", spec.path("executor"), EXECUTOR);
        REQUIRED.stream()
                .filter(name -> !spec.has(name))
                .forEach(name -> schema.wrong.add("spec." + name + ": Required value"));
        var name = application.at("/metadata/name").asText();
        if (strict && !schema.unknown.isEmpty()) {
            return KubernetesApi.status(
                    400,
                    "BadRequest",
                    "SparkApplication in version \"v1beta2\" cannot be handled as a SparkApplication: strict decoding"
                            + " error: " + String.join(", ", schema.unknown));
        }
        if (!schema.wrong.isEmpty()) {
            var all = schema.wrong.size() == 1 ? schema.wrong.get(0) : schema.wrong.toString();
            return KubernetesApi.status(
                    422, "Invalid", "SparkApplication.sparkoperator.k8s.io \"" + name + "\" is invalid: " + all);
        }
        var namespace = application.at("/metadata/namespace").asText();
        var denial = full ? "failed to validate resource quota \"" + namespace + "/pods\"" : denial(name, spec);
        return denial == null
                ? null
                : KubernetesApi.status(
                        403,
                        "Forbidden",
                        "admission webhook \"validate-sparkapplication.sparkoperator.k8s.io\" denied the request: "
                                + denial);
    }

    private void look(String path, JsonNode part, Map<String, String> types) {
        var names = new ArrayList<String>();
        part.fieldNames().forEachRemaining(names::add);
        for (var name : names) {
            var place = path + "." + name;
            if (!types.containsKey(name)) {
                unknown.add("unknown field \"" + place + "\"");
                ((ObjectNode) part).remove(name);
            } else {
                value(place, name, part.path(name), types.get(name));
            }
        }
    }

    private void value(String place, String name, JsonNode value, String type) {
        if (!type(value).equals(type)) {
            wrong.add("%s: Invalid value: \"%s\": %s in body must be of type %s: \"%s\""
                    .formatted(place, type(value), place, type, type(value)));
        } else if (FROM_ONE.contains(name) && value.asLong() < 1) {
            wrong.add("%s: Invalid value: %s: %s in body should be greater than or equal to 1"
                    .formatted(place, value, place));
        } else if (VALUES.containsKey(place) && !VALUES.get(place).contains(value.asText())) {
            wrong.add("%s: Unsupported value: %s: supported values: \"%s\""
                    .formatted(place, value, String.join("\", \"", VALUES.get(place))));
        }
    }

    private static String type(JsonNode value) {
        return value.isTextual()
                ? "string"
                : value.isBoolean()
                        ? "boolean"
                        : value.isArray() ? "array" : value.isObject() ? "object" : value.isNull() ? "null" : "integer";
    }

    /** What the operator's webhook has against it, or null. */
    private static String denial(String name, JsonNode spec) {
        if (!name.matches("[a-z]([-a-z0-9]{0,61}[a-z0-9])?")) {
            return "invalid SparkApplication name \"" + name + "\": a DNS-1035 label must consist of lower case"
                    + " alphanumeric characters or '-', start with an"
                    + " alphabetic character, and end with an alphanumeric"
                    + " character";
        }
        var twice = spec.has("nodeSelector")
                && (spec.at("/driver").has("nodeSelector")
                        || spec.at("/executor").has("nodeSelector"));
        return twice ? "node selector cannot be defined at both SparkApplication and Driver/Executor" : null;
    }

    private static Map<String, String> types(String table) {
        var types = new HashMap<String, String>();
        for (var line : table.lines().toList()) {
            var parts = line.split(": ", 2);
            List.of(parts[1].split(" ")).forEach(name -> types.put(name, parts[0]));
        }
        return types;
    }
}
