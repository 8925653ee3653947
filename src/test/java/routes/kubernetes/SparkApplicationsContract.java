package routes.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import routes.external.Sighting;
import routes.external.Task;
import routes.shared.InvalidInputException;

/** What a SparkApplication is to a step, on whatever server that knows its schema. The test plays the operator. */
public abstract class SparkApplicationsContract extends SparkSteps {

    @Test
    void an_application_is_kept_as_it_was_asked_for() throws Exception {
        // Given
        var task = task(Map.of(
                "arguments", "--day\n2026-11-20",
                "conf", "spark.sql.shuffle.partitions=64",
                "driver", "cores=1\nmemory=2g\nhostNetwork=false\nterminationGracePeriodSeconds=20",
                "executor", "instances=3\ncores=2\ncoreLimit=2500m\nmemory=4g\ndeleteOnTermination=true",
                "serviceAccount", "spark",
                "timeToLive", "PT1H"));

        // When
        var begun = spark().begin(task);

        // Then
        assertThat(begun.handle()).isEqualTo("default/" + task.externalId());
        var labels = Marks.labels(task);
        var kept = operator().application(task);
        assertThat(kept.getMetadata().getLabels()).containsAllEntriesOf(labels);
        assertThat(kept.<Map<String, Object>>get("spec"))
                .isEqualTo(Serialization.unmarshal("""
                    type: Python
                    mode: cluster
                    image: repo/spark:4.1.1
                    sparkVersion: 4.1.1
                    mainApplicationFile: local:///opt/jobs/etl.py
                    arguments: [--day, "2026-11-20"]
                    sparkConf: {spark.sql.shuffle.partitions: "64"}
                    restartPolicy: {type: Never}
                    timeToLiveSeconds: 3600
                    driver: {cores: 1, memory: 2g, hostNetwork: false, terminationGracePeriodSeconds: 20,
                      serviceAccount: spark, labels: %1$s}
                    executor: {instances: 3, cores: 2, coreLimit: 2500m, memory: 4g, deleteOnTermination: true, labels: %1$s}
                    """.formatted(Serialization.asJson(labels)), Map.class));
    }

    @Test
    void a_template_is_completed_and_kept(@TempDir Path folder) throws Exception {
        // Given
        var template = template(folder, """
                  sparkConf: {"spark.eventLog.enabled": "true"}
                  volumes:
                    - {name: scratch, emptyDir: {sizeLimit: 5Gi}}
                  driver:
                    labels: {team: sales}
                    volumeMounts:
                      - {name: scratch, mountPath: /scratch}
                    securityContext: {runAsNonRoot: true}
                  executor:
                    instances: 2
                    tolerations:
                      - {key: spot, operator: Exists}
            """);

        // When
        var task = begun(Map.of("template", template, "conf", "spark.ui.enabled=false"));

        // Then
        var kept = operator().application(task);
        assertThat(kept.<Map<String, Object>>get("spec", "sparkConf"))
                .isEqualTo(Map.of("spark.eventLog.enabled", "true", "spark.ui.enabled", "false"));
        assertThat(kept.<String>get("spec", "volumes", 0, "emptyDir", "sizeLimit"))
                .isEqualTo("5Gi");
        assertThat(kept.<Map<String, Object>>get("spec", "driver", "labels"))
                .containsAllEntriesOf(Marks.labels(task))
                .containsEntry("team", "sales");
        assertThat(kept.<String>get("spec", "driver", "volumeMounts", 0, "mountPath"))
                .isEqualTo("/scratch");
        assertThat(kept.<String>get("spec", "executor", "tolerations", 0, "key"))
                .isEqualTo("spot");
    }

    @Test
    void what_the_schema_does_not_know_is_refused_and_not_dropped(@TempDir Path folder) throws Exception {
        assertRefused(Map.of("driver", "memmory=2g"), "unknown field \"spec.driver.memmory\"");
        assertRefused(Map.of("driver", "instances=2"), "unknown field \"spec.driver.instances\"");
        assertRefused(
                Map.of("template", template(folder, "      ttlSeconds: 60\n")), "unknown field \"spec.ttlSeconds\"");
    }

    @Test
    void values_that_the_schema_does_not_allow_are_told() throws Exception {
        assertRefused(
                Map.of("executor", "instances=0"),
                "spec.executor.instances: Invalid value: 0",
                "should be greater than or equal to 1");
        assertRefused(Map.of("type", "Ruby"), "spec.type: Unsupported value: \"Ruby\"", "\"Java\", \"Python\"");
        assertRefused(
                Map.of("driver", "tolerations=spot"),
                "spec.driver.tolerations: Invalid value: \"string\"",
                "must be of type array");
    }

    @Test
    void an_application_is_begun_once_however_often_it_is_asked_for() throws Exception {
        // Given
        var task = begun(Map.of());
        var first = operator().application(task).getMetadata().getUid();

        // When
        var again = spark().begin(task);

        // Then
        assertThat(again.handle()).isEqualTo("default/" + task.externalId());
        assertThat(operator().count(task)).isEqualTo(1);
        assertThat(operator().application(task).getMetadata().getUid()).isEqualTo(first);
    }

    @Test
    void an_application_is_followed_to_its_end() throws Exception {
        // Given
        var task = begun(Map.of());

        // When, Then
        assertThat(look(task)).isEqualTo(Sighting.Underway.WELL);
        for (var state : List.of("SUBMITTED", "RUNNING", "SUCCEEDING")) {
            operator().state(task, state, "");
            assertThat(look(task)).isEqualTo(Sighting.Underway.WELL);
        }
        operator().driverRuns(task, "echo 1200 rows");
        operator().state(task, "COMPLETED", "");
        assertThat(((Sighting.Succeeded) look(task)).result())
                .isEqualTo(Map.of("application", "default/" + task.externalId(), "sparkApplicationId", "spark-1"));
        assertThat(log(task)).isEqualTo("1200 rows\n");
    }

    @Test
    void a_failed_application_says_why_and_leaves_the_log_of_its_driver() throws Exception {
        // Given
        var task = begun(Map.of());
        operator().driverRuns(task, "echo reads; echo Path does not exist: s3a://bronze; exit 1");

        // When
        operator().state(task, "FAILED", "driver container failed with ExitCode: 1, Reason: Error");

        // Then
        var failed = (Sighting.Failed) look(task);
        assertThat(failed.why())
                .isEqualTo("SparkApplication default/" + task.externalId() + " failed: container"
                        + " spark-kubernetes-driver of pod " + SparkOperator.driver(task) + " ended with exit code 1:"
                        + " reads\nPath does not exist: s3a://bronze (driver container failed with ExitCode: 1,"
                        + " Reason: Error)");
        assertThat(failed.heals()).isTrue();
        assertThat(log(task)).isEqualTo("reads\nPath does not exist: s3a://bronze\n");
    }

    @Test
    void an_application_that_could_not_be_submitted_is_told_and_fails_with_that() throws Exception {
        // Given
        var task = begun(Map.of());
        var reason = "failed to run spark-submit: pods is forbidden";

        // When, Then
        operator().state(task, "SUBMISSION_FAILED", reason);
        assertThat(note(task)).isEqualTo("it could not be submitted, and may be tried again: " + reason);
        operator().state(task, "FAILED", reason);
        var failed = (Sighting.Failed) look(task);
        assertThat(failed.why()).isEqualTo("SparkApplication default/" + task.externalId() + " failed: " + reason);
        assertThat(log(task)).isEmpty();
    }

    @Test
    void a_failure_without_a_reason_is_told_as_that() throws Exception {
        // Given
        var task = begun(Map.of());

        // When
        operator().state(task, "FAILED", "");

        // Then
        assertThat(((Sighting.Failed) look(task)).why()).endsWith(" failed: its operator gives no reason");
    }

    @Test
    void a_driver_that_does_not_start_is_told() throws Exception {
        // Given
        var waits = begun(Map.of());
        var lacks = begun(Map.of());

        // When
        operator().state(waits, "SUBMITTED", "");
        operator().driverWithoutNode(waits);
        operator().state(lacks, "SUBMITTED", "");
        operator().driverWithoutImage(lacks);

        // Then
        awaitNote(waits, "has no node yet (Unschedulable): 0/1 nodes are available");
        awaitNote(lacks, "pod " + SparkOperator.driver(lacks) + " does not start (ImagePullBackOff)");
        assertThat(log(lacks)).contains("no log: ");
    }

    @Test
    void an_application_that_nobody_takes_up_is_told() throws Exception {
        // Given
        var task = begun(Map.of());

        // When
        var seen = later(Duration.ofMinutes(1)).look("default", List.of(task)).get(task.externalId());

        // Then
        assertThat(((Sighting.Underway) seen).note())
                .contains("the operator of Spark does not take it up", "watches namespace default");
    }

    @Test
    void an_application_that_is_stopped_is_gone() throws Exception {
        // Given
        var task = begun(Map.of());

        // When
        spark().stop(task);
        spark().stop(task);

        // Then
        assertThat(operator().application(task)).isNull();
        assertThat(((Sighting.Failed) look(task)).why())
                .contains("SparkApplication default/" + task.externalId() + " is gone");
    }

    @Test
    void an_application_that_has_ended_is_left_to_its_time_to_live() throws Exception {
        // Given
        var task = begun(Map.of());
        operator().state(task, "COMPLETED", "");

        // When
        spark().release(task);

        // Then
        assertThat(operator().application(task).<Integer>get("spec", "timeToLiveSeconds"))
                .isEqualTo(86_400);
    }

    @Test
    void an_application_of_another_step_is_neither_taken_nor_stopped() throws Exception {
        // Given
        var theirs = begun(Map.of());
        var ours = new Task<>(theirs.externalId(), theirs.request(), null, "another.route", 7, "etl", 1, null);

        // When, Then
        assertThatThrownBy(() -> spark().begin(ours))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(
                        "SparkApplication default/" + ours.externalId() + " of Kubernetes default is not of this step");
        spark().stop(ours);
        assertThat(look(theirs)).isEqualTo(Sighting.Underway.WELL);
    }

    @Test
    void applications_are_looked_for_all_together() throws Exception {
        // Given
        var tasks = List.of(begun(Map.of()), begun(Map.of()));

        // When
        operator().state(tasks.get(0), "COMPLETED", "");

        // Then
        var seen = spark().look("default", tasks);
        assertThat(seen.get(tasks.get(0).externalId())).isInstanceOf(Sighting.Succeeded.class);
        assertThat(seen.get(tasks.get(1).externalId())).isEqualTo(Sighting.Underway.WELL);
    }

    @Test
    void a_cluster_without_the_operator_is_told_with_the_remedy() throws Exception {
        // Given
        var task = task(Map.of());
        var message = "Kubernetes default knows no SparkApplications: install the operator of Spark with its"
                + " CustomResourceDefinition (sparkoperator.k8s.io/v1beta2)";

        // When, Then
        withoutOperator(() -> {
            assertThatThrownBy(() -> spark().begin(task))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage(message);
            assertThatThrownBy(() -> look(task))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage(message);
            spark().stop(task);
        });
        spark().begin(task);
        assertThat(look(task)).isEqualTo(Sighting.Underway.WELL);
    }

    @Test
    void refusals_say_what_to_do() throws Exception {
        assertRefused(
                Map.of("namespace", "somewhere-else"),
                "Kubernetes default does not allow us to create SparkApplications in namespace somewhere-else: bind our"
                        + " user to the Role of kubernetes/components/jobs");
        assertRefused(
                Map.of("connection", "admin", "namespace", "nowhere"),
                "Kubernetes admin has no namespace nowhere: create it, or name another");
        assertRefused(Map.of("connection", "wrong"), "Kubernetes wrong does not know who we are");
    }

    private void assertRefused(Map<String, String> parameters, String... words) throws Exception {
        var task = task(parameters);
        assertThatThrownBy(() -> spark().begin(task))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(words);
    }

    private static String template(Path folder, String spec) throws Exception {
        var file = folder.resolve("application.yaml");
        Files.writeString(file, """
            apiVersion: sparkoperator.k8s.io/v1beta2
            kind: SparkApplication
            metadata: {}
            spec:
            """ + spec);
        return file.toString();
    }
}
