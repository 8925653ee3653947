package routes.docker;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;

import routes.docker.DockerHost.Creation;
import routes.external.Begun;
import routes.external.ExternalConfig;
import routes.external.ExternalSystem;
import routes.external.Parameters;
import routes.external.Secrets;
import routes.external.Sighting;
import routes.external.Task;
import routes.shared.InvalidInputException;

/** Runs containers on Docker hosts. A container is named after the step's external id, and a label says that it is ours. */
@ApplicationScoped
class DockerContainers implements ExternalSystem<ContainerRequest> {

    private final DockerHosts hosts;
    private final Secrets secrets;
    private final ImagePulls pulls;

    DockerContainers(DockerHosts hosts, Registries registries, Secrets secrets, ExternalConfig config) {
        this.hosts = hosts;
        this.secrets = secrets;
        this.pulls = new ImagePulls(registries, config.timeout());
    }

    @Override
    public String action() {
        return "docker-container";
    }

    @Override
    public Class<ContainerRequest> requestType() {
        return ContainerRequest.class;
    }

    @Override
    public ContainerRequest request(Parameters parameters) {
        var request = ContainerParameters.read(parameters);
        hosts.host(request.host());
        return request;
    }

    @Override
    public String connection(ContainerRequest request) {
        return request.host();
    }

    @Override
    public Begun begin(Task<ContainerRequest> task) throws IOException, InterruptedException {
        var host = hosts.host(task.request().host());
        var container = ours(host, task);
        if (container.isEmpty()) {
            create(host, task);
            container = ours(host, task);
        }
        var found = container.orElseThrow(() -> new DockerException(
                "container " + task.externalId() + " went from " + host.name() + " as soon as it was created"));
        if (found.path("State").path("Status").asText().equals("created")) {
            start(host, task);
        }
        return new Begun(found.path("Id").asText(), null);
    }

    private Optional<JsonNode> ours(DockerHost host, Task<ContainerRequest> task)
            throws IOException, InterruptedException {
        var container = host.inspect(task.externalId());
        container.map(DockerContainers::step).ifPresent(step -> {
            if (!step.equals(task.externalId())) {
                throw new InvalidInputException("somebody else's container on " + host.name() + " is called "
                        + task.externalId() + ": rename or remove it");
            }
        });
        return container;
    }

    private static String step(JsonNode container) {
        return container.path("Config").path("Labels").path(ContainerBody.STEP).asText();
    }

    private void create(DockerHost host, Task<ContainerRequest> task) throws IOException, InterruptedException {
        var request = task.request();
        var body = ContainerBody.of(task, secrets.values(request.secrets()));
        if (request.pull() == PullPolicy.ALWAYS) {
            pulls.await(host, request.image(), task.externalId());
        }
        var creation = host.create(task.externalId(), body);
        if (creation == Creation.NO_IMAGE && request.pull() == PullPolicy.MISSING) {
            pulls.await(host, request.image(), task.externalId());
            creation = host.create(task.externalId(), body);
        }
        if (creation == Creation.NO_IMAGE) {
            throw new InvalidInputException("there is no image " + request.image() + " on " + host.name()
                    + (request.pull() == PullPolicy.NEVER
                            ? ", and pull is never: put it there, or let it be pulled"
                            : " although it was pulled: look at its name and platform"));
        }
    }

    private static void start(DockerHost host, Task<ContainerRequest> task) throws IOException, InterruptedException {
        try {
            host.start(task.externalId());
        } catch (InvalidInputException e) {
            // It never ran, so there is nothing to look at.
            host.remove(task.externalId());
            throw e;
        }
    }

    @Override
    public Map<String, Sighting> look(String connection, Collection<Task<ContainerRequest>> tasks)
            throws IOException, InterruptedException {
        var host = hosts.host(connection);
        var containers = new HashMap<String, JsonNode>();
        host.list(ContainerBody.STEP)
                .forEach(found -> containers.put(
                        found.path("Labels").path(ContainerBody.STEP).asText(), found));
        var seen = new HashMap<String, Sighting>();
        for (var task : tasks) {
            seen.put(task.externalId(), look(host, task, containers.get(task.externalId())));
        }
        return seen;
    }

    private static Sighting look(DockerHost host, Task<ContainerRequest> task, JsonNode found)
            throws IOException, InterruptedException {
        var state = found == null ? "gone" : found.path("State").asText();
        return switch (state) {
            case "running", "restarting" -> Sighting.Underway.WELL;
            case "paused" -> new Sighting.Underway("it is paused on " + host.name());
            case "created" -> new Sighting.Underway("it is created on " + host.name() + ", and does not start");
            // A list may miss one that is just changing; and how it ended it does not say.
            default ->
                host.inspect(task.externalId())
                        .map(container -> ended(task, container))
                        .orElseGet(() -> ContainerEnd.gone(task));
        };
    }

    private static Sighting ended(Task<ContainerRequest> task, JsonNode container) {
        var state = container.path("State");
        return state.path("Running").asBoolean() ? Sighting.Underway.WELL : ContainerEnd.of(task, container);
    }

    @Override
    public void stop(Task<ContainerRequest> task) throws IOException, InterruptedException {
        pulls.forget(task.externalId());
        var host = hosts.host(task.request().host());
        var container = host.inspect(task.externalId());
        if (container
                .map(DockerContainers::step)
                .filter(task.externalId()::equals)
                .isEmpty()) {
            return;
        }
        if (container.get().path("State").path("Status").asText().equals("created")) {
            host.remove(task.externalId());
        } else {
            host.stop(task.externalId(), task.request().stopSeconds());
        }
    }

    @Override
    public void copyLog(Task<ContainerRequest> task, OutputStream log) throws IOException, InterruptedException {
        var host = hosts.host(task.request().host());
        var container = host.inspect(task.externalId());
        if (container.isEmpty()) {
            return;
        }
        try (var output = host.log(task.externalId())) {
            if (container.get().path("Config").path("Tty").asBoolean()) {
                output.getBody().transferTo(log);
            } else {
                LogFrames.copy(output.getBody(), log);
            }
        }
    }

    @Override
    public void release(Task<ContainerRequest> task) throws IOException, InterruptedException {
        if (task.request().remove() == RemovePolicy.NEVER) {
            return;
        }
        var host = hosts.host(task.request().host());
        var container = host.inspect(task.externalId());
        var well = container
                .map(found -> ContainerEnd.of(task, found) instanceof Sighting.Succeeded)
                .orElse(false);
        if (container.isPresent() && (well || task.request().remove() == RemovePolicy.ALWAYS)) {
            host.remove(task.externalId());
        }
    }
}
