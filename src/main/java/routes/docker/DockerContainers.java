package routes.docker;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient.Response;

import routes.docker.DockerHost.Creation;
import routes.external.Begun;
import routes.external.ExternalSystem;
import routes.external.Parameters;
import routes.external.Secrets;
import routes.external.Sighting;
import routes.external.Task;
import routes.shared.InvalidInputException;

/** Runs containers on Docker hosts. A container is named after the step's external id, and its labels say that it is ours. */
@ApplicationScoped
class DockerContainers implements ExternalSystem<ContainerRequest> {

    /** How long a begin waits for an image; the pull goes on, and the begin is asked for again. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Bytes of a line of a log, more or less. */
    private static final int USUAL_LINE = 32;

    private final DockerHosts hosts;
    private final Secrets secrets;
    private final ImagePulls pulls;

    @Inject
    DockerContainers(DockerHosts hosts, Registries registries, Secrets secrets) {
        this(hosts, registries, secrets, PATIENCE);
    }

    DockerContainers(DockerHosts hosts, Registries registries, Secrets secrets, Duration patience) {
        this.hosts = hosts;
        this.secrets = secrets;
        this.pulls = new ImagePulls(registries, patience);
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

    /** The container of a step; one of that name that is another's is refused. */
    private static Optional<JsonNode> ours(DockerHost host, Task<ContainerRequest> task)
            throws IOException, InterruptedException {
        var container = host.inspect(task.externalId());
        if (container.isPresent() && !isOurs(task, container.get())) {
            throw new InvalidInputException(
                    "container " + task.externalId() + " on " + host.name()
                            + " is not of this step, but somebody else's or left over from another ledger: rename or remove it");
        }
        return container;
    }

    /** The container of a step, if it is there. */
    private static Optional<JsonNode> find(DockerHost host, Task<ContainerRequest> task)
            throws IOException, InterruptedException {
        return host.inspect(task.externalId()).filter(container -> isOurs(task, container));
    }

    private static boolean isOurs(Task<ContainerRequest> task, JsonNode container) {
        var labels = container.path("Config").path("Labels");
        return ContainerBody.isOf(
                task, labels, Instant.parse(container.path("Created").asText()));
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
        for (var found : host.list(ContainerBody.STEP)) {
            found.path("Names").forEach(name -> containers.put(name.asText(), found));
        }
        var seen = new HashMap<String, Sighting>();
        for (var task : tasks) {
            seen.put(task.externalId(), look(host, task, containers.get("/" + task.externalId())));
        }
        return seen;
    }

    private static Sighting look(DockerHost host, Task<ContainerRequest> task, JsonNode found)
            throws IOException, InterruptedException {
        var ours = found != null
                && ContainerBody.isOf(
                        task,
                        found.path("Labels"),
                        Instant.ofEpochSecond(found.path("Created").asLong()));
        var state = ours ? found.path("State").asText() : "gone";
        return switch (state) {
            case "running", "restarting" -> Sighting.Underway.WELL;
            case "paused" -> new Sighting.Underway("it is paused on " + host.name());
            case "created" -> new Sighting.Underway("it is created on " + host.name() + ", and does not start");
            // A list may miss one that is just changing; and how it ended it does not say.
            default ->
                find(host, task).map(container -> ended(task, container)).orElseGet(() -> ContainerEnd.gone(task));
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
        var container = find(host, task);
        if (container.isEmpty()) {
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
        copyLog(task, log, DockerHost.ALL);
    }

    @Override
    public void tailLog(Task<ContainerRequest> task, int bytes, OutputStream log)
            throws IOException, InterruptedException {
        copyLog(task, log, Integer.toString(bytes / USUAL_LINE + 1));
    }

    private void copyLog(Task<ContainerRequest> task, OutputStream log, String lines)
            throws IOException, InterruptedException {
        var host = hosts.host(task.request().host());
        var container = find(host, task);
        var output = container.isEmpty() ? Optional.<Response>empty() : host.log(task.externalId(), lines);
        if (output.isEmpty()) {
            return;
        }
        try (var frames = output.get()) {
            if (container.get().path("Config").path("Tty").asBoolean()) {
                frames.getBody().transferTo(log);
            } else {
                LogFrames.copy(frames.getBody(), log);
            }
        }
    }

    @Override
    public void release(Task<ContainerRequest> task) throws IOException, InterruptedException {
        if (task.request().remove() == RemovePolicy.NEVER) {
            return;
        }
        var host = hosts.host(task.request().host());
        var container = find(host, task);
        var well = container
                .map(found -> ContainerEnd.of(task, found) instanceof Sighting.Succeeded)
                .orElse(false);
        if (container.isPresent() && (well || task.request().remove() == RemovePolicy.ALWAYS)) {
            host.remove(task.externalId());
        }
    }
}
