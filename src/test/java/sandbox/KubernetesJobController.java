package sandbox;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Makes pods of Jobs, and Jobs' conditions of their ends, as the controller of Kubernetes does; only sooner. Who calls it holds the
 * lock of the objects.
 */
final class KubernetesJobController {

    private static final long BACKOFF_MILLIS = 50;

    private final KubernetesObjects objects;
    private final KubernetesNode node;
    private final ScheduledExecutorService clock;
    private final Set<String> restricted = ConcurrentHashMap.newKeySet();
    private final Set<String> full = ConcurrentHashMap.newKeySet();

    KubernetesJobController(KubernetesObjects objects, KubernetesNode node, ScheduledExecutorService clock) {
        this.objects = objects;
        this.node = node;
        this.clock = clock;
    }

    /** Lets no pod into the namespace that has more than restricted rights. */
    void restrict(String namespace) {
        restricted.add(namespace);
    }

    /** Lets no pod at all into the namespace. */
    void fill(String namespace) {
        full.add(namespace);
    }

    boolean isFull(String namespace) {
        return full.contains(namespace);
    }

    void created(String namespace, ObjectNode job) {
        if (job.at("/spec/suspend").asBoolean()) {
            condition(job, "Suspended", "JobSuspended", "Job suspended");
            objects.put(namespace + "/jobs", job);
            return;
        }
        job.withObject("/status").put("startTime", KubernetesObjects.now());
        objects.put(namespace + "/jobs", job);
        makePod(namespace, job);
        var deadline = job.at("/spec/activeDeadlineSeconds").asLong(0);
        if (deadline > 0) {
            clock.schedule(() -> overdue(namespace, job.at("/metadata/name").asText()), deadline, TimeUnit.SECONDS);
        }
    }

    void deleted(String namespace, String job, boolean withPods) {
        if (withPods) {
            removePods(namespace, job);
        }
    }

    private void removePods(String namespace, String job) {
        for (var pod : objects.list(namespace + "/pods", "job-name=" + job, "")) {
            var name = pod.at("/metadata/name").asText();
            objects.delete(namespace + "/pods", name);
            node.kill(name);
        }
    }

    private void makeAnotherPod(String namespace, ObjectNode job) {
        synchronized (objects) {
            makePod(namespace, job);
        }
    }

    private void makePod(String namespace, ObjectNode job) {
        var name = job.at("/metadata/name").asText();
        var pod = KubernetesObjects.JSON.createObjectNode();
        pod.put("kind", "Pod").put("apiVersion", "v1");
        pod.set("metadata", job.at("/spec/template/metadata").deepCopy());
        pod.withObject("/metadata")
                .put("name", name + "-" + Long.toString(System.nanoTime(), Character.MAX_RADIX))
                .put("namespace", namespace);
        pod.withObject("/metadata").withObject("/labels").put("job-name", name);
        pod.set("spec", job.at("/spec/template/spec").deepCopy());
        var refusal = refusal(namespace, pod);
        if (refusal != null) {
            node.event(
                    namespace, job, "FailedCreate", "Error creating: pods \"" + name + "-x\" is forbidden: " + refusal);
            return;
        }
        objects.create(namespace + "/pods", pod);
        node.start(namespace, pod, (ended, exitCode) -> ended(namespace, name, exitCode));
        count(namespace, name);
    }

    private String refusal(String namespace, JsonNode pod) {
        if (full.contains(namespace)) {
            return "exceeded quota: pods, requested: pods=1, used: pods=1, limited: pods=1";
        }
        var rights = pod.at("/spec/containers/0/securityContext/allowPrivilegeEscalation");
        return restricted.contains(namespace) && rights.asBoolean(true)
                ? "violates PodSecurity \"restricted:latest\": allowPrivilegeEscalation != false (container \"main\""
                        + " must set securityContext.allowPrivilegeEscalation=false)"
                : null;
    }

    private void count(String namespace, String name) {
        var job = objects.get(namespace + "/jobs", name);
        if (job == null) {
            return;
        }
        var pods = objects.list(namespace + "/pods", "job-name=" + name, "");
        var status = job.withObject("/status");
        status.put(
                "active",
                pods.stream()
                        .filter(pod -> is(pod, "Pending") || is(pod, "Running"))
                        .count());
        status.put("ready", pods.stream().filter(pod -> is(pod, "Running")).count());
        status.put("failed", pods.stream().filter(pod -> is(pod, "Failed")).count());
        objects.put(namespace + "/jobs", job);
    }

    private static boolean is(JsonNode pod, String phase) {
        return pod.at("/status/phase").asText().equals(phase);
    }

    private void ended(String namespace, String name, int exitCode) {
        count(namespace, name);
        var job = objects.get(namespace + "/jobs", name);
        if (job == null || job.at("/status/conditions").size() > 0) {
            return;
        }
        if (exitCode == 0) {
            condition(job, "SuccessCriteriaMet", "CompletionsReached", "Reached expected number of succeeded pods");
            condition(job, "Complete", "CompletionsReached", "Reached expected number of succeeded pods");
        } else if (isFinal(job, exitCode)) {
            condition(
                    job,
                    "Failed",
                    "PodFailurePolicy",
                    "Container main failed with exit code " + exitCode + " matching FailJob rule at index 0");
        } else if (job.at("/status/failed").asInt()
                > job.at("/spec/backoffLimit").asInt(6)) {
            condition(job, "Failed", "BackoffLimitExceeded", "Job has reached the specified backoff limit");
        } else {
            clock.schedule(() -> makeAnotherPod(namespace, job), BACKOFF_MILLIS, TimeUnit.MILLISECONDS);
            return;
        }
        objects.put(namespace + "/jobs", job);
    }

    private static boolean isFinal(JsonNode job, int exitCode) {
        for (var rule : job.at("/spec/podFailurePolicy/rules")) {
            for (var code : rule.at("/onExitCodes/values")) {
                if (rule.path("action").asText().equals("FailJob") && code.asInt() == exitCode) {
                    return true;
                }
            }
        }
        return false;
    }

    private void overdue(String namespace, String name) {
        synchronized (objects) {
            var job = objects.get(namespace + "/jobs", name);
            if (job != null && job.at("/status/conditions").size() == 0) {
                condition(job, "Failed", "DeadlineExceeded", "Job was active longer than specified deadline");
                objects.put(namespace + "/jobs", job);
                removePods(namespace, name);
            }
        }
    }

    private static void condition(ObjectNode job, String type, String reason, String message) {
        job.withObject("/status")
                .withArray("/conditions")
                .addObject()
                .put("type", type)
                .put("status", "True")
                .put("reason", reason)
                .put("message", message);
    }
}
