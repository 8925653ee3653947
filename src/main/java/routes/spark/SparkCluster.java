package routes.spark;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import routes.external.Task;
import routes.shared.Secret;
import routes.shared.TrustedCertificates;
import routes.spark.DriverLogs.Owner;
import routes.spark.MasterPages.Driver;

/**
 * A standalone cluster.
 *
 * @param name name of the connection
 * @param settings its settings
 * @param server takes submissions
 * @param pages know all drivers
 * @param logs of drivers
 */
record SparkCluster(
        String name, SparkConfig.Cluster settings, SubmissionServer server, MasterPages pages, DriverLogs logs) {

    /** A driver in these states, without a log, has never run. */
    private static final Set<String> NEVER_RAN = Set.of("ERROR", "KILLED");

    static SparkCluster of(String name, SparkConfig.Cluster settings, Duration timeout) {
        var prefix = "routes.connections.spark." + name;
        var http = new SparkHttp(
                name,
                settings.token().map(token -> Secret.text(prefix + ".token", token)),
                settings.caFile().map(file -> new TrustedCertificates(prefix + ".ca-file", file)),
                timeout);
        return new SparkCluster(
                name,
                settings,
                new SubmissionServer(name, settings.url(), http),
                new MasterPages(name, settings.web(), http),
                new DriverLogs(http));
    }

    /**
     * What an earlier call may have submitted for a step, although nobody got to know its id.
     *
     * @param own the driver that is the step's, or null
     * @param doubtful drivers of which it cannot be told whose they are
     */
    record Traces(String own, List<Doubt> doubtful) {}

    /** A driver of which it cannot be told whose it is, and why. */
    record Doubt(Driver driver, String why) {

        boolean goesOn() {
            return DriverEnd.underway(driver.state()) != null;
        }

        @Override
        public String toString() {
            return driver.id() + " (" + why + ")";
        }
    }

    /**
     * Looks for the driver of a step. Spark has no name for a driver that could be asked for, so those of the same class and time are
     * looked at one by one.
     *
     * @param owners external ids of steps by drivers that are known to be theirs
     */
    Traces traces(Task<ApplicationRequest> task, Map<String, String> owners) throws IOException, InterruptedException {
        var state = pages.state();
        var doubtful = new ArrayList<Doubt>();
        for (var driver : state.drivers()) {
            if (owners.getOrDefault(driver.id(), task.externalId()).equals(task.externalId()) && mayBe(task, driver)) {
                var owner = logs.owner(driver, state);
                if (owner instanceof Owner.Step step && step.mark().equals(Submission.mark(task))) {
                    return new Traces(driver.id(), List.of());
                }
                if (owner instanceof Owner.Unknown unknown && !NEVER_RAN.contains(driver.state())) {
                    doubtful.add(new Doubt(driver, unknown.why()));
                }
            }
        }
        return new Traces(null, doubtful);
    }

    /**
     * The driver that an earlier call has submitted for a step.
     *
     * @throws SparkException if there is a driver of which it cannot be told whose it is; to submit another could be one too many
     */
    Optional<String> submitted(Task<ApplicationRequest> task, Map<String, String> owners)
            throws IOException, InterruptedException {
        var traces = traces(task, owners);
        if (!traces.doubtful().isEmpty()) {
            throw new SparkException("an earlier call may have submitted "
                    + traces.doubtful().get(0) + " on " + name
                    + ", and a second driver is not submitted before that is known; cancel the run if it never"
                    + " will be");
        }
        return Optional.ofNullable(traces.own());
    }

    private static boolean mayBe(Task<ApplicationRequest> task, Driver driver) {
        return driver.mainClass().equals(task.request().mainClass())
                && task.mayHaveBegunAt(Instant.ofEpochMilli(driver.submittedAt()));
    }
}
