package routes.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

import routes.external.GivenParameters;
import routes.external.Sighting;
import routes.external.Task;

/** Steps that run Jobs, as the engine would begin and watch them. Closing a client takes seconds, so all tests of a class share one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class JobSteps {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private Clusters clusters;
    private Clusters impatient;
    private KubernetesJobs jobs;
    /**
     * A server to work with.
     *
     * @param token of a user with the rights of our Role in {@code default} and in the restricted namespace
     * @param adminToken of a user with all rights
     * @param authority file with the certificate that vouches for it
     * @param restricted namespace that takes pods with restricted rights only
     */
    public record Server(URI url, String token, String adminToken, Optional<Path> authority, String restricted) {}

    /** The server, the same for all tests. */
    protected abstract Server server();

    /** The clock by which patience is counted. */
    protected Clock clock() {
        return Clock.systemUTC();
    }

    @BeforeEach
    void connect() {
        if (clusters == null) {
            clusters = Connections.to(server(), TIMEOUT);
        }
        jobs = new KubernetesJobs(clusters, clock());
    }

    @AfterAll
    void disconnect() {
        // Nothing was connected if there is no server here, and the tests are skipped.
        if (clusters != null) {
            clusters.close();
        }
        if (impatient != null) {
            impatient.close();
        }
    }

    Clusters clusters() {
        return clusters;
    }

    KubernetesJobs jobs() {
        return jobs;
    }

    /** What does not wait long for an answer. */
    KubernetesJobs impatient() {
        if (impatient == null) {
            impatient = Connections.to(server(), SHORT);
        }
        return new KubernetesJobs(impatient, clock());
    }

    /** Parameters of a Job that runs a script. */
    static Map<String, String> shell(String script) {
        var parameters = new HashMap<String, String>();
        parameters.put("image", "busybox:1");
        parameters.put("command", "sh\n-c");
        parameters.put("arguments", script);
        return parameters;
    }

    /** A step that asks for this, as it comes back from the ledger. */
    Task<JobRequest> task(Map<String, String> parameters) throws Exception {
        var request = jobs.request(GivenParameters.of(parameters));
        var stored = JSON.readValue(JSON.writeValueAsString(request), JobRequest.class);
        assertThat(stored).isEqualTo(request);
        var id = "some-step-" + UUID.randomUUID().toString().substring(24) + "-1";
        return new Task<>(id, stored, null, "some.route", 42, "some-step", 1, Instant.now());
    }

    Sighting look(Task<JobRequest> task) throws Exception {
        return look(jobs, task);
    }

    static Sighting look(KubernetesJobs jobs, Task<JobRequest> task) throws Exception {
        return jobs.look(task.request().connection(), List.of(task)).get(task.externalId());
    }

    Sighting ended(Task<JobRequest> task) {
        var seen = new AtomicReference<Sighting>();
        await().atMost(PATIENCE).untilAsserted(() -> {
            seen.set(look(task));
            assertThat(seen.get()).isNotInstanceOf(Sighting.Underway.class);
        });
        return seen.get();
    }

    String trouble(Task<JobRequest> task) {
        var note = new AtomicReference<String>();
        await().atMost(PATIENCE).untilAsserted(() -> {
            note.set(((Sighting.Underway) look(task)).note());
            assertThat(note.get()).isNotNull();
        });
        return note.get();
    }

    String log(Task<JobRequest> task) throws Exception {
        return log(jobs, task);
    }

    static String log(KubernetesJobs jobs, Task<JobRequest> task) throws Exception {
        var log = new ByteArrayOutputStream();
        jobs.copyLog(task, log);
        return log.toString(StandardCharsets.UTF_8);
    }
}
