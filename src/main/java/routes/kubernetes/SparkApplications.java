package routes.kubernetes;

import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

import jakarta.inject.Singleton;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;

import routes.external.Parameters;
import routes.external.Sighting;
import routes.external.Task;

/** Runs a step as a SparkApplication, which the operator of Spark carries out. */
@Singleton
class SparkApplications extends ClusterWork<SparkRequest, GenericKubernetesResource> {

    static final ResourceDefinitionContext RESOURCE = new ResourceDefinitionContext.Builder()
            .withGroup("sparkoperator.k8s.io")
            .withVersion("v1beta2")
            .withKind(SparkBlueprint.KIND)
            .withPlural("sparkapplications")
            .withNamespaced(true)
            .build();

    /** The operator makes a service of it, {@code NAME-ui-svc}, whose name may have 63 characters. */
    private static final int LONGEST = Marks.LONGEST - "-ui-svc".length();

    private static final String PREFIX = "s-";

    private static final Duration USUAL = Duration.ofSeconds(30);

    private final Clock clock;

    SparkApplications(Clusters clusters, Clock clock) {
        super(clusters, clock);
        this.clock = clock;
    }

    @Override
    public String action() {
        return "spark-kubernetes-application";
    }

    @Override
    String kind() {
        return SparkBlueprint.KIND;
    }

    @Override
    String name(Task<SparkRequest> task) {
        var name = Marks.name(task, LONGEST);
        // The name of a service begins with a letter, and the operator refuses every other.
        return Character.isLetter(name.charAt(0)) ? name : PREFIX + Marks.name(task, LONGEST - PREFIX.length());
    }

    @Override
    String remedyOfUnknown() {
        return "install the operator of Spark with its CustomResourceDefinition (" + SparkBlueprint.API_VERSION + ")";
    }

    @Override
    public Class<SparkRequest> requestType() {
        return SparkRequest.class;
    }

    @Override
    public SparkRequest request(Parameters parameters) {
        var connection = parameters.text("connection", Clusters.DEFAULT);
        return new SparkRequest(
                connection,
                namespace(connection, parameters.text("namespace", null)),
                new SparkBlueprint(parameters).application());
    }

    @Override
    NonNamespaceOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            objects(Cluster cluster, String namespace) {
        return cluster.client().genericKubernetesResources(RESOURCE).inNamespace(namespace);
    }

    @Override
    GenericKubernetesResource marked(Task<SparkRequest> task) {
        var application = Serialization.clone(task.request().application());
        application.setMetadata(new ObjectMetaBuilder(application.getMetadata())
                .withName(name(task))
                .withNamespace(task.request().namespace())
                .addToLabels(Marks.labels(task))
                .addToAnnotations(Marks.annotations(task))
                .build());
        var spec = SparkBlueprint.part(application.getAdditionalProperties(), "spec");
        for (var role : List.of("driver", "executor")) {
            SparkBlueprint.part(SparkBlueprint.part(spec, role), "labels").putAll(Marks.labels(task));
        }
        return application;
    }

    @Override
    Sighting sighting(Cluster cluster, Task<SparkRequest> task, GenericKubernetesResource application) {
        var state = Objects.toString(application.get("status", "applicationState", "state"), "");
        var message = Objects.toString(application.get("status", "applicationState", "errorMessage"), "");
        return switch (state) {
            case "COMPLETED" -> succeeded(task, application);
            case "FAILED" -> failed(cluster, task, message);
            case "", "NEW" -> new Sighting.Underway(untaken(task, application));
            case "SUBMITTED" -> new Sighting.Underway(notStarted(cluster, task));
            case "SUBMISSION_FAILED", "PENDING_RERUN" ->
                new Sighting.Underway("it could not be submitted, and may be tried again: " + message);
            case "SUSPENDED" -> new Sighting.Underway("it is suspended");
            case "UNKNOWN" -> new Sighting.Underway("nobody knows how its driver is: " + message);
            default -> Sighting.Underway.WELL;
        };
    }

    private Sighting succeeded(Task<SparkRequest> task, GenericKubernetesResource application) {
        var result = new LinkedHashMap<String, Object>();
        result.put("application", task.request().namespace() + "/" + name(task));
        result.put("sparkApplicationId", application.get("status", "sparkApplicationId"));
        return new Sighting.Succeeded(result);
    }

    private Sighting failed(Cluster cluster, Task<SparkRequest> task, String message) {
        var end = PodEnd.ofLastFailed(drivers(cluster, task));
        var reason = message.isBlank() ? "its operator gives no reason" : message;
        return new Sighting.Failed(
                "SparkApplication " + task.request().namespace() + "/" + name(task) + " failed: "
                        + (end == null ? reason : end.told() + (message.isBlank() ? "" : " (" + message + ")")),
                end == null || end.heals());
    }

    private String untaken(Task<SparkRequest> task, GenericKubernetesResource application) {
        var created = Marks.time(application.getMetadata().getCreationTimestamp(), clock.instant());
        return clock.instant().isBefore(created.plus(USUAL))
                ? null
                : "the operator of Spark does not take it up: see that it runs, and watches namespace "
                        + task.request().namespace() + " (spark.jobNamespaces)";
    }

    private String notStarted(Cluster cluster, Task<SparkRequest> task) {
        return drivers(cluster, task).stream()
                .reduce((former, last) -> last)
                .flatMap(PodTrouble::of)
                .filter(trouble -> !trouble.usual())
                .map(PodTrouble::told)
                .orElse(null);
    }

    private static List<Pod> drivers(Cluster cluster, Task<SparkRequest> task) {
        return JobPods.selected(cluster, task.request().namespace(), Marks.selector(task) + ",spark-role=driver");
    }

    @Override
    void lookedFor(String connection, Collection<String> externalIds) {
        // Nothing is kept of what is not looked for.
    }

    @Override
    public void copyLog(Task<SparkRequest> task, OutputStream log) throws Exception {
        var cluster = cluster(task);
        var namespace = task.request().namespace();
        try {
            PodLogs.copy(cluster, namespace, drivers(cluster, task), log);
        } catch (KubernetesClientException e) {
            throw Refusals.of(e, cluster, namespace, "read the logs of pods");
        }
    }
}
