package routes.kubernetes;

import io.fabric8.kubernetes.api.model.batch.v1.Job;

import routes.shared.InvalidInputException;

/**
 * The Job that a step asks for. Secrets stand in it by the names of Kubernetes Secrets only.
 *
 * @param connection name of the connection
 * @param namespace where it runs
 * @param startWithin seconds in which its pod has to start, unless the cluster has no room; null for any time
 * @param job the Job without name
 */
record JobRequest(String connection, String namespace, Long startWithin, Job job) implements Placed {

    JobRequest {
        if (job == null || job.getSpec() == null) {
            throw new InvalidInputException("the request of a Job lacks the Job");
        }
    }
}
