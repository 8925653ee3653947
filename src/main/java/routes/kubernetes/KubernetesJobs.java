package routes.kubernetes;

import java.io.OutputStream;
import java.time.Clock;
import java.util.Collection;

import jakarta.inject.Singleton;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobList;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.ScalableResource;

import routes.external.Parameters;
import routes.external.Sighting;
import routes.external.Task;

/** Runs a step as a Kubernetes Job: one for each attempt, named by the step's external id. */
@Singleton
class KubernetesJobs extends ClusterWork<JobRequest, Job> {

    private final Clock clock;
    private final StartTroubles troubles;

    KubernetesJobs(Clusters clusters, Clock clock) {
        super(clusters, clock);
        this.clock = clock;
        this.troubles = new StartTroubles(clock);
    }

    @Override
    public String action() {
        return "kubernetes-job";
    }

    @Override
    String kind() {
        return "Job";
    }

    @Override
    String remedyOfUnknown() {
        return "see that the connection leads to an API server of Kubernetes";
    }

    @Override
    public Class<JobRequest> requestType() {
        return JobRequest.class;
    }

    @Override
    public JobRequest request(Parameters parameters) {
        var connection = parameters.text("connection", Clusters.DEFAULT);
        var startWithin = parameters.duration("startWithin");
        return new JobRequest(
                connection,
                namespace(connection, parameters.text("namespace", null)),
                startWithin == null ? null : startWithin.toSeconds(),
                new JobBlueprint(parameters, clock).job());
    }

    @Override
    NonNamespaceOperation<Job, JobList, ScalableResource<Job>> objects(Cluster cluster, String namespace) {
        return cluster.client().batch().v1().jobs().inNamespace(namespace);
    }

    @Override
    Job marked(Task<JobRequest> task) {
        return new JobBuilder(task.request().job())
                .editMetadata()
                .withName(name(task))
                .withGenerateName(null)
                .withNamespace(task.request().namespace())
                .addToLabels(Marks.labels(task))
                .addToAnnotations(Marks.annotations(task))
                .endMetadata()
                .editSpec()
                .editTemplate()
                .editMetadata()
                .addToLabels(Marks.labels(task))
                .endMetadata()
                .endTemplate()
                .endSpec()
                .build();
    }

    @Override
    Sighting sighting(Cluster cluster, Task<JobRequest> task, Job job) {
        var verdict = JobVerdict.of(job);
        return verdict == null ? troubles.of(cluster, task, job) : verdict.sighting(JobPods.of(cluster, job));
    }

    @Override
    void lookedFor(String connection, Collection<String> externalIds) {
        troubles.keepOnly(connection, externalIds);
    }

    @Override
    public void copyLog(Task<JobRequest> task, OutputStream log) throws Exception {
        var cluster = cluster(task);
        var namespace = task.request().namespace();
        try {
            PodLogs.copy(cluster, namespace, JobPods.named(cluster, namespace, name(task)), log);
        } catch (KubernetesClientException e) {
            throw Refusals.of(e, cluster, namespace, "read the logs of pods");
        }
    }
}
