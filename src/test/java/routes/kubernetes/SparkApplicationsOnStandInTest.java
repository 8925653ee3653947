package routes.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sandbox.SandboxKubernetes;
import sandbox.SandboxKubernetes.Trouble;

import routes.external.GivenParameters;
import routes.external.Sighting;
import routes.external.Task;
import routes.shared.InvalidInputException;

class SparkApplicationsOnStandInTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SandboxKubernetes server;
    private Clusters clusters;
    private SparkApplications spark;

    @BeforeEach
    void start() {
        server = SandboxKubernetes.started();
        var given = new JobSteps.Server(server.url(), server.token(), server.token(), Optional.empty(), "");
        clusters = Connections.to(given, Duration.ofSeconds(2));
        spark = new SparkApplications(clusters, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        clusters.close();
        server.close();
    }

    @Test
    void makes_an_application_that_the_operator_understands() throws Exception {
        // Given
        var task = task(Map.of(
                "arguments", "--day\n2026-11-20",
                "conf", "spark.sql.shuffle.partitions=64",
                "driver", "cores=1\nmemory=2g",
                "executor", "instances=3\nmemory=4g",
                "serviceAccount", "spark"));

        // When
        spark.begin(task);

        // Then
        server.change("default", "sparkapplications", task.externalId(), application -> {
            assertThat(application.path("apiVersion").asText()).isEqualTo("sparkoperator.k8s.io/v1beta2");
            var spec = application.path("spec");
            assertThat(spec.path("type").asText()).isEqualTo("Python");
            assertThat(spec.path("mode").asText()).isEqualTo("cluster");
            assertThat(spec.at("/restartPolicy/type").asText()).isEqualTo("Never");
            assertThat(spec.path("arguments").toString()).isEqualTo("[\"--day\",\"2026-11-20\"]");
            assertThat(spec.path("sparkConf").toString()).isEqualTo("{\"spark.sql.shuffle.partitions\":\"64\"}");
            assertThat(spec.at("/driver/cores").isInt()).isTrue();
            assertThat(spec.at("/driver/serviceAccount").asText()).isEqualTo("spark");
            assertThat(spec.at("/driver/labels").path("sluice.io/run").asText()).isEqualTo("42");
            assertThat(spec.at("/executor/instances").asInt()).isEqualTo(3);
            assertThat(spec.path("timeToLiveSeconds").asInt()).isEqualTo(86_400);
        });
    }

    @Test
    void follows_an_application_to_its_end() throws Exception {
        // Given
        var task = task(Map.of());
        spark.begin(task);

        // When, Then
        assertThat(look(task)).isEqualTo(Sighting.Underway.WELL);
        state(task, "RUNNING", "");
        assertThat(look(task)).isEqualTo(Sighting.Underway.WELL);
        state(task, "COMPLETED", "");
        assertThat(((Sighting.Succeeded) look(task)).result())
                .containsEntry("application", "default/" + task.externalId())
                .containsEntry("sparkApplicationId", "spark-1");
    }

    @Test
    void says_why_an_application_failed_and_keeps_the_log_of_its_driver() throws Exception {
        // Given
        var task = task(Map.of());
        spark.begin(task);
        driver(task, """
            {"phase": "Failed", "containerStatuses": [{"name": "spark-kubernetes-driver", "state": {"terminated":
             {"exitCode": 1, "reason": "Error", "message": "Path does not exist: s3a://bronze"}}}]}
            """);

        // When
        state(task, "FAILED", "driver container failed with ExitCode: 1");

        // Then
        var failed = (Sighting.Failed) look(task);
        assertThat(failed.why())
                .isEqualTo("SparkApplication default/" + task.externalId() + " failed: container"
                        + " spark-kubernetes-driver of pod driver ended with exit code 1: Path does not exist:"
                        + " s3a://bronze (driver container failed with ExitCode: 1)");
        assertThat(failed.heals()).isTrue();
        var log = new ByteArrayOutputStream();
        spark.copyLog(task, log);
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("no log");
    }

    @Test
    void says_why_an_application_does_not_come_on() throws Exception {
        // Given
        var task = task(Map.of());
        spark.begin(task);

        // When, Then
        state(task, "SUBMISSION_FAILED", "failed to run spark-submit: forbidden");
        assertThat(note(task))
                .isEqualTo("it could not be submitted, and may be tried again: failed to run spark-submit: forbidden");
        driver(task, """
            {"phase": "Pending", "conditions": [{"type": "PodScheduled", "status": "False", "reason": "Unschedulable",
             "message": "0/3 nodes are available: 3 Insufficient memory."}]}
            """);
        state(task, "SUBMITTED", "");
        assertThat(note(task)).contains("has no node yet (Unschedulable): 0/3 nodes");
        state(task, "", "");
        created(task, Instant.now().minusSeconds(60));
        assertThat(note(task)).contains("the operator of Spark does not take it up", "watches namespace default");
    }

    @Test
    void begins_once_although_the_answer_was_lost() throws Exception {
        // Given
        var task = task(Map.of());
        server.misbehave(Trouble.CUT);

        // When
        assertThatThrownBy(() -> spark.begin(task)).isInstanceOf(IOException.class);
        spark.begin(task);

        // Then
        assertThat(server.count("default", "sparkapplications")).isEqualTo(1);
    }

    @Test
    void ends_an_application_by_deleting_it() throws Exception {
        // Given
        var task = task(Map.of());
        spark.begin(task);

        // When
        spark.stop(task);
        spark.stop(task);

        // Then
        assertThat(((Sighting.Failed) look(task)).why())
                .contains("SparkApplication default/" + task.externalId() + " is gone");
    }

    @Test
    void says_where_the_operator_is_missing() throws Exception {
        // Given
        server.withoutSpark();
        var task = task(Map.of());

        // When, Then
        assertThatThrownBy(() -> spark.begin(task))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Kubernetes default does not know this kind of work: install what serves it");
    }

    @Test
    void refuses_what_makes_no_application() {
        assertThatThrownBy(() -> spark.request(GivenParameters.of(Map.of("image", "i", "sparkVersion", "4.1.1"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the SparkApplication has no application: give one as a parameter, or in the template");
    }

    private Task<SparkRequest> task(Map<String, String> more) throws Exception {
        var parameters = new HashMap<>(Map.of(
                "image", "repo/spark:4.1.1", "sparkVersion", "4.1.1", "application", "local:///opt/jobs/etl.py"));
        parameters.putAll(more);
        var request = spark.request(GivenParameters.of(parameters));
        var stored = JSON.readValue(JSON.writeValueAsString(request), SparkRequest.class);
        var id = "etl-" + UUID.randomUUID().toString().substring(24) + "-1";
        return new Task<>(id, stored, null, "some.route", 42, "etl", 1, Instant.now());
    }

    private Sighting look(Task<SparkRequest> task) throws Exception {
        return spark.look("default", List.of(task)).get(task.externalId());
    }

    private String note(Task<SparkRequest> task) throws Exception {
        return ((Sighting.Underway) look(task)).note();
    }

    private void state(Task<SparkRequest> task, String state, String message) {
        server.change(
                "default",
                "sparkapplications",
                task.externalId(),
                application -> application
                        .withObject("/status")
                        .put("sparkApplicationId", "spark-1")
                        .withObject("/applicationState")
                        .put("state", state)
                        .put("errorMessage", message));
    }

    private void created(Task<SparkRequest> task, Instant time) {
        server.change(
                "default",
                "sparkapplications",
                task.externalId(),
                application -> application.withObject("/metadata").put("creationTimestamp", time.toString()));
    }

    /** The driver, as the operator would have it made. */
    private void driver(Task<SparkRequest> task, String status) throws Exception {
        var pod = (ObjectNode) JSON.readTree("""
            {"kind": "Pod", "apiVersion": "v1", "metadata": {"name": "driver", "namespace": "default"},
             "spec": {"containers": [{"name": "spark-kubernetes-driver"}]}}
            """);
        var labels = pod.withObject("/metadata").withObject("/labels");
        Marks.labels(task).forEach(labels::put);
        labels.put("spark-role", "driver");
        pod.set("status", JSON.readTree(status));
        server.add("default", "pods", pod);
    }
}
