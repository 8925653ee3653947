package routes.kubernetes;

import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;

import routes.external.Task;

/**
 * Plays the operator of Spark through the API of the cluster: it writes the state of an application, and makes its driver. The
 * names, labels and states are those of version 2.5.
 *
 * @see <a href="https://github.com/kubeflow/spark-operator">Kubeflow Spark Operator</a>
 */
final class SparkOperator {

    private final KubernetesClient admin;

    SparkOperator(KubernetesClient admin) {
        this.admin = admin;
    }

    /** The application as the server keeps it, or null. */
    GenericKubernetesResource application(Task<SparkRequest> task) {
        return resource(task).get();
    }

    /** How many applications the run of a step has. */
    int count(Task<SparkRequest> task) {
        return admin.genericKubernetesResources(SparkApplications.RESOURCE)
                .inNamespace(task.request().namespace())
                .withLabel(Marks.RUN, Long.toString(task.runId()))
                .list()
                .getItems()
                .size();
    }

    /** Writes what has become of an application. */
    void state(Task<SparkRequest> task, String state, String message) {
        var status = Map.of(
                "sparkApplicationId",
                "spark-1",
                "driverInfo",
                Map.of("podName", driver(task)),
                "applicationState",
                Map.of("state", state, "errorMessage", message));
        resource(task)
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(Map.of("status", status)));
    }

    /** Makes a driver that runs a script, and waits for its end. */
    void driverRuns(Task<SparkRequest> task, String script) {
        create(pod(task, script));
        await().atMost(SparkSteps.PATIENCE)
                .until(() -> admin.pods()
                        .inNamespace(task.request().namespace())
                        .withName(driver(task))
                        .get()
                        .getStatus()
                        .getPhase()
                        .matches("Succeeded|Failed"));
    }

    /** Makes a driver for which there is no node. */
    void driverWithoutNode(Task<SparkRequest> task) {
        create(pod(task, "true")
                .editSpec()
                .addToNodeSelector("disk", "holographic")
                .endSpec());
    }

    /** Makes a driver whose image cannot be had. */
    void driverWithoutImage(Task<SparkRequest> task) {
        create(pod(task, "true")
                .editSpec()
                .editFirstContainer()
                .withImage("missing/spark:1")
                .endContainer()
                .endSpec());
    }

    static String driver(Task<SparkRequest> task) {
        return task.externalId() + "-driver";
    }

    private void create(PodBuilder pod) {
        admin.resource(pod.build()).create();
    }

    private PodBuilder pod(Task<SparkRequest> task, String script) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(driver(task))
                .withNamespace(task.request().namespace())
                .addToLabels(labels(task))
                .addToLabels("spark-role", "driver")
                .addToLabels("sparkoperator.k8s.io/app-name", task.externalId())
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .addNewContainer()
                .withName("spark-kubernetes-driver")
                .withImage("repo/spark:4.1.1")
                .withCommand(List.of("sh", "-c", script))
                .endContainer()
                .endSpec();
    }

    /** As the application asks for them. */
    private Map<String, String> labels(Task<SparkRequest> task) {
        var labels = new HashMap<String, String>();
        Map<?, ?> asked = application(task).get("spec", "driver", "labels");
        asked.forEach((name, value) -> labels.put((String) name, (String) value));
        return labels;
    }

    private Resource<GenericKubernetesResource> resource(Task<SparkRequest> task) {
        return admin.genericKubernetesResources(SparkApplications.RESOURCE)
                .inNamespace(task.request().namespace())
                .withName(task.externalId());
    }
}
