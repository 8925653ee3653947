package routes.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

import routes.external.GivenParameters;
import routes.external.Sighting;
import routes.external.Task;

/** Steps that run SparkApplications, as the engine would begin and watch them, and an operator that the test plays. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SparkSteps {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Each step is one of another run, because the pods of a run are found by its number. */
    private static final AtomicLong RUNS = new AtomicLong();

    private Clusters clusters;
    private SparkApplications spark;
    private SparkOperator operator;

    /** The server, the same for all tests. Our user has no rights in its namespace {@code somewhere-else}. */
    protected abstract JobSteps.Server server();

    /** Does something while the server does not know what a SparkApplication is. */
    protected abstract void withoutOperator(Check check) throws Exception;

    /** What is to be seen. */
    protected interface Check {
        void run() throws Exception;
    }

    @BeforeEach
    void connect() {
        if (clusters != null) {
            return;
        }
        clusters = Connections.to(server(), TIMEOUT);
        spark = new SparkApplications(clusters, Clock.systemUTC());
        operator = new SparkOperator(clusters.get("admin").client());
    }

    @AfterAll
    void disconnect() {
        if (clusters != null) {
            clusters.close();
        }
    }

    SparkApplications spark() {
        return spark;
    }

    SparkOperator operator() {
        return operator;
    }

    /** What looks for applications at a later time. */
    SparkApplications later(Duration duration) {
        return new SparkApplications(clusters, Clock.offset(Clock.systemUTC(), duration));
    }

    /** A step that asks for an application, with more or other parameters than the least. */
    Task<SparkRequest> task(Map<String, String> more) throws Exception {
        var parameters = new HashMap<>(Map.of(
                "image", "repo/spark:4.1.1", "sparkVersion", "4.1.1", "application", "local:///opt/jobs/etl.py"));
        parameters.putAll(more);
        return stored(parameters);
    }

    /** A step that asks for this, as it comes back from the ledger. */
    Task<SparkRequest> stored(Map<String, String> parameters) throws Exception {
        var request = spark.request(GivenParameters.of(parameters));
        var stored = JSON.readValue(JSON.writeValueAsString(request), SparkRequest.class);
        var id = "etl-" + UUID.randomUUID().toString().substring(24) + "-1";
        return new Task<>(id, stored, null, "some.route", RUNS.incrementAndGet(), "etl", 1, Instant.now());
    }

    /** A step whose application has begun. */
    Task<SparkRequest> begun(Map<String, String> more) throws Exception {
        var task = task(more);
        spark.begin(task);
        return task;
    }

    Sighting look(Task<SparkRequest> task) throws Exception {
        return spark.look(task.request().connection(), List.of(task)).get(task.externalId());
    }

    String note(Task<SparkRequest> task) throws Exception {
        return ((Sighting.Underway) look(task)).note();
    }

    /** Waits for a note with these words; the node of a cluster takes its time. */
    void awaitNote(Task<SparkRequest> task, String... words) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(note(task)).isNotNull().contains(words));
    }

    String log(Task<SparkRequest> task) throws Exception {
        var log = new ByteArrayOutputStream();
        spark.copyLog(task, log);
        return log.toString(StandardCharsets.UTF_8);
    }
}
