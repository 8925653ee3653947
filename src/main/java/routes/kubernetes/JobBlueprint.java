package routes.kubernetes;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;

import routes.external.Parameters;
import routes.external.SparkSubmit;
import routes.shared.InvalidInputException;

/** Makes a Job of the parameters of a step and, where one is given, of a template that they complete. */
final class JobBlueprint {

    private static final String CONTAINER = "main";
    private static final Duration DAY = Duration.ofDays(1);
    /** At the deadline Sluice keeps the log and stops the Job. Only where it does not, Kubernetes does, which removes pods with their logs. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String QUEUE = "kueue.x-k8s.io/queue-name";

    private final Parameters parameters;
    private final Clock clock;

    JobBlueprint(Parameters parameters, Clock clock) {
        this.parameters = parameters;
        this.clock = clock;
    }

    Job job() {
        var template = parameters.text("template", null);
        var job = template == null ? new Job() : Template.read(template, "Job", Job.class);
        var spec = new JobBuilder(job)
                .editOrNewMetadata()
                .endMetadata()
                .editOrNewSpec()
                .editOrNewTemplate()
                .editOrNewMetadata()
                .endMetadata()
                .editOrNewSpec()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
        complete(spec.getSpec());
        queue(spec);
        return spec;
    }

    private void complete(JobSpec spec) {
        var pod = spec.getTemplate().getSpec();
        var container = container(pod);
        complete(pod);
        complete(container);
        if (!parameters.text("security", "restricted").equals("template")) {
            Restricted.apply(pod);
        }
        var retries = Lines.number(parameters, "retries");
        if (retries != null || spec.getBackoffLimit() == null) {
            spec.setBackoffLimit(retries == null ? 0 : retries);
        }
        var kept = parameters.duration("timeToLive");
        if (kept != null || spec.getTtlSecondsAfterFinished() == null) {
            spec.setTtlSecondsAfterFinished(Math.toIntExact((kept == null ? DAY : kept).toSeconds()));
        }
        var now = clock.instant();
        var deadline = parameters.time("deadline", now);
        if (deadline != null) {
            spec.setActiveDeadlineSeconds(
                    Math.max(1, Duration.between(now, deadline.plus(PATIENCE)).toSeconds()));
        }
        if (spec.getPodFailurePolicy() == null && pod.getRestartPolicy().equals("Never")) {
            spec.setPodFailurePolicy(FailurePolicy.of(container.getName(), parameters.lines("finalExitCodes")));
        }
    }

    private Container container(PodSpec pod) {
        if (pod.getContainers().isEmpty()) {
            pod.setContainers(List.of(new ContainerBuilder().withName(CONTAINER).build()));
        }
        return pod.getContainers().get(0);
    }

    private void complete(PodSpec pod) {
        if (pod.getRestartPolicy() == null) {
            pod.setRestartPolicy("Never");
        }
        var account = parameters.text("serviceAccount", null);
        if (account != null) {
            pod.setServiceAccountName(account);
        }
        if (pod.getAutomountServiceAccountToken() == null) {
            // Work that acts in the cluster has an account of its own; all other needs no token.
            pod.setAutomountServiceAccountToken(pod.getServiceAccountName() != null);
        }
        var pullSecrets = parameters.lines("pullSecrets");
        if (!pullSecrets.isEmpty()) {
            pod.setImagePullSecrets(
                    pullSecrets.stream().map(LocalObjectReference::new).toList());
        }
        var selector = new LinkedHashMap<>(Lines.orEmpty(pod.getNodeSelector()));
        selector.putAll(parameters.table("nodeSelector"));
        pod.setNodeSelector(selector);
    }

    private void complete(Container container) {
        container.setImage(parameters.text("image", container.getImage()));
        if (container.getImage() == null || container.getImage().isBlank()) {
            throw new InvalidInputException("the Job has no image: give one as image, or in the template");
        }
        var command = Lines.words(parameters, "command");
        if (!command.isEmpty()) {
            container.setCommand(command);
        }
        var arguments = Lines.words(parameters, "arguments");
        if (!arguments.isEmpty()) {
            container.setArgs(arguments);
        }
        var given = Lines.environment(parameters);
        container
                .getEnv()
                .removeIf(old ->
                        given.stream().anyMatch(variable -> variable.getName().equals(old.getName())));
        container.getEnv().addAll(given);
        if (SparkSubmit.isAskedFor(parameters)) {
            DriverPod.complete(container, parameters);
        }
        if (container.getTerminationMessagePolicy() == null) {
            // So that the end of the log is the reason of a failure.
            container.setTerminationMessagePolicy("FallbackToLogsOnError");
        }
        resources(container);
    }

    private void resources(Container container) {
        var resources = new ContainerBuilder(container).editOrNewResources();
        parameters.table("resources").forEach((name, text) -> {
            var amount = Lines.quantity(name, text);
            switch (name) {
                case "cpu", "memory", "ephemeral-storage" -> resources.addToRequests(name, amount);
                case "cpuLimit" -> resources.addToLimits("cpu", amount);
                case "memoryLimit" -> resources.addToLimits("memory", amount);
                default ->
                    throw new InvalidInputException("the resource " + name
                            + " is not known: use cpu, memory, ephemeral-storage, cpuLimit or memoryLimit");
            }
        });
        container.setResources(resources.endResources().build().getResources());
    }

    private void queue(Job job) {
        var queue = parameters.text("queue", null);
        if (queue != null) {
            job.getMetadata()
                    .setLabels(
                            new LinkedHashMap<>(Lines.orEmpty(job.getMetadata().getLabels())));
            job.getMetadata().getLabels().put(QUEUE, queue);
            // Kueue lets it go on; without Kueue it shall not start beside the queue.
            job.getSpec().setSuspend(true);
        }
    }
}
