package routes.kubernetes;

import java.util.Comparator;
import java.util.List;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;

/** Finds the pods of a Job, or of other work. */
final class JobPods {

    /** Of all versions; newer ones also set {@code batch.kubernetes.io/job-name}. */
    private static final String JOB_NAME = "job-name";

    private JobPods() {}

    static List<Pod> of(Cluster cluster, Job job) {
        return named(
                cluster, job.getMetadata().getNamespace(), job.getMetadata().getName());
    }

    /** The pods, oldest first. */
    static List<Pod> named(Cluster cluster, String namespace, String job) {
        return selected(cluster, namespace, JOB_NAME + "=" + job);
    }

    /** The pods that a selector lets through, oldest first. */
    static List<Pod> selected(Cluster cluster, String namespace, String labels) {
        return cluster.client().pods().inNamespace(namespace).withLabelSelector(labels).list().getItems().stream()
                .sorted(Comparator.comparing(JobPods::created))
                .toList();
    }

    private static String created(Pod pod) {
        var created = pod.getMetadata().getCreationTimestamp();
        return created == null ? "" : created;
    }
}
