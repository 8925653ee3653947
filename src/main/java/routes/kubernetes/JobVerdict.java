package routes.kubernetes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;

import routes.external.Sighting;

/**
 * How a Job ended, by its conditions: counts of failed pods do not tell, because Kubernetes may still try again.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup">Job termination</a>
 */
record JobVerdict(Job job, JobCondition condition) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** How it ended, or null while it goes on. */
    static JobVerdict of(Job job) {
        var conditions = job.getStatus() == null ? null : job.getStatus().getConditions();
        return Lines.orEmpty(conditions).stream()
                .filter(condition -> "True".equals(condition.getStatus()))
                .filter(condition -> condition.getType().equals("Complete")
                        || condition.getType().equals("Failed"))
                .map(condition -> new JobVerdict(job, condition))
                .findFirst()
                .orElse(null);
    }

    Sighting sighting(List<Pod> pods) {
        return condition.getType().equals("Complete") ? succeeded(pods) : failed(pods);
    }

    private Sighting succeeded(List<Pod> pods) {
        var result = new LinkedHashMap<String, Object>();
        result.put("job", name());
        var good = pods.stream()
                .filter(pod -> pod.getStatus() != null
                        && "Succeeded".equals(pod.getStatus().getPhase()))
                .reduce((former, last) -> last);
        good.ifPresent(pod -> {
            result.put("pod", pod.getMetadata().getName());
            PodEnd.message(pod).map(JobVerdict::readable).ifPresent(said -> result.put("result", said));
        });
        return new Sighting.Succeeded(result);
    }

    /** What a container leaves as its termination message is its result, a map if it is a JSON object. */
    private static Object readable(String message) {
        try {
            return message.strip().startsWith("{")
                    ? JSON.readValue(message, new TypeReference<Map<String, Object>>() {})
                    : message.strip();
        } catch (JsonProcessingException e) {
            return message.strip();
        }
    }

    private Sighting failed(List<Pod> pods) {
        var end = PodEnd.ofLastFailed(pods);
        var reason = condition.getReason() == null ? "" : condition.getReason();
        return switch (reason) {
            case "DeadlineExceeded" ->
                Sighting.Failed.forGood("Job " + name() + " was not done in the "
                        + job.getSpec().getActiveDeadlineSeconds()
                        + " seconds it had: give it a later deadline, or find what holds it up");
            case "PodFailurePolicy" ->
                Sighting.Failed.forGood(
                        "Job " + name() + " failed for good: " + (end == null ? condition.getMessage() : end.told()));
            default -> {
                var told = end == null ? reason + " " + condition.getMessage() : end.told();
                yield new Sighting.Failed("Job " + name() + " failed: " + told, end == null || end.heals());
            }
        };
    }

    private String name() {
        return job.getMetadata().getNamespace() + "/" + job.getMetadata().getName();
    }
}
