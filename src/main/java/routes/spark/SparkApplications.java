package routes.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import routes.external.Begun;
import routes.external.ExternalConfig;
import routes.external.ExternalSystem;
import routes.external.Parameters;
import routes.external.Secrets;
import routes.external.Sighting;
import routes.external.Task;
import routes.spark.MasterPages.ClusterState;
import routes.spark.MasterPages.Driver;
import routes.spark.SparkCluster.Doubt;

/** Runs Spark applications on standalone clusters. The handle of a step is the id that the master gave its driver. */
@ApplicationScoped
class SparkApplications implements ExternalSystem<ApplicationRequest> {

    private static final Logger LOG = Logger.getLogger(SparkApplications.class);

    private final SparkClusters clusters;
    private final Secrets secrets;
    private final Duration patience;
    private final Clock clock;
    /** Of each cluster the drivers that were looked for last, with the external ids of their steps. */
    private final Map<String, Map<String, String>> open = new ConcurrentHashMap<>();

    SparkApplications(SparkClusters clusters, Secrets secrets, ExternalConfig config, Clock clock) {
        this.clusters = clusters;
        this.secrets = secrets;
        this.patience = config.alertAfter();
        this.clock = clock;
    }

    @Override
    public String action() {
        return "spark-application";
    }

    @Override
    public Class<ApplicationRequest> requestType() {
        return ApplicationRequest.class;
    }

    @Override
    public ApplicationRequest request(Parameters parameters) {
        var request = ApplicationParameters.read(parameters);
        clusters.cluster(request.cluster());
        return request;
    }

    @Override
    public String connection(ApplicationRequest request) {
        return request.cluster();
    }

    @Override
    public Begun begin(Task<ApplicationRequest> task) throws IOException, InterruptedException {
        var cluster = clusters.cluster(task.request().cluster());
        // Only a step that an earlier call began can have a driver already.
        var found = task.startedAt() == null ? Optional.<String>empty() : cluster.submitted(task, open(cluster));
        if (found.isPresent()) {
            LOG.infof("%s was submitted as %s by an earlier call", task, found.get());
            return new Begun(found.get(), cluster.pages().link());
        }
        var request = task.request();
        var submission = Submission.of(
                task,
                cluster.settings().master(),
                secrets.values(request.secretConfiguration()),
                secrets.values(request.secretEnvironment()));
        return new Begun(cluster.server().create(submission), cluster.pages().link());
    }

    @Override
    public Map<String, Sighting> look(String connection, Collection<Task<ApplicationRequest>> tasks)
            throws IOException, InterruptedException {
        var cluster = clusters.cluster(connection);
        open.put(
                connection,
                tasks.stream().collect(Collectors.toMap(Task::handle, Task::externalId, (one, same) -> one)));
        var state = state(cluster);
        var drivers = new HashMap<String, Driver>();
        state.ifPresent(known -> known.drivers().forEach(driver -> drivers.put(driver.id(), driver)));
        var seen = new HashMap<String, Sighting>();
        for (var task : tasks) {
            var driver = drivers.get(task.handle());
            var underway = driver == null ? null : DriverEnd.underway(driver.state());
            seen.put(task.externalId(), underway == null ? ask(cluster, task, driver, state) : underway);
        }
        return seen;
    }

    private Map<String, String> open(SparkCluster cluster) {
        return open.getOrDefault(cluster.name(), Map.of());
    }

    /** The pages tell of all drivers at once; without them each is asked for. */
    private static Optional<ClusterState> state(SparkCluster cluster) throws InterruptedException {
        try {
            return Optional.of(cluster.pages().state());
        } catch (IOException e) {
            LOG.debugf("the pages of %s are not there: %s", cluster.name(), e.getMessage());
            return Optional.empty();
        }
    }

    private static Sighting ask(
            SparkCluster cluster, Task<ApplicationRequest> task, Driver driver, Optional<ClusterState> state)
            throws IOException, InterruptedException {
        var log = driver == null ? Optional.<String>empty() : state.flatMap(known -> DriverLogs.link(driver, known));
        return DriverEnd.of(task, cluster.server().status(task.handle()), log);
    }

    @Override
    public void stop(Task<ApplicationRequest> task) throws IOException, InterruptedException {
        var cluster = clusters.cluster(task.request().cluster());
        if (task.handle() != null) {
            cluster.server().kill(task.handle());
            return;
        }
        var traces = cluster.traces(task, open(cluster));
        if (traces.own() != null) {
            cluster.server().kill(traces.own());
            return;
        }
        var doubtful = traces.doubtful().stream().filter(Doubt::goesOn).toList();
        if (!doubtful.isEmpty()) {
            leave(task, cluster, doubtful);
        }
    }

    /** A run must not wait for ever to be cancelled, and a driver that may be another's is not killed. */
    private void leave(Task<ApplicationRequest> task, SparkCluster cluster, List<Doubt> doubtful)
            throws SparkException {
        var drivers = doubtful.stream().map(Doubt::toString).collect(Collectors.joining(", "));
        var what = drivers + " on " + cluster.name() + " may be that of this step";
        if (task.startedAt() == null
                || clock.instant().isBefore(task.startedAt().plus(patience))) {
            throw new SparkException(what + ", and is not killed before that is known; " + patience.toMinutes()
                    + " minutes after the step's begin it is left to itself");
        }
        LOG.errorf(
                "%s is left to itself: %s; see at %s whose it is, and kill it there",
                task, what, cluster.pages().link());
    }

    @Override
    public void copyLog(Task<ApplicationRequest> task, OutputStream log) throws IOException, InterruptedException {
        var cluster = clusters.cluster(task.request().cluster());
        var state = cluster.pages().state();
        for (var driver : state.drivers()) {
            if (driver.id().equals(task.handle())) {
                cluster.logs().copy(driver, state, log);
            }
        }
    }
}
