package routes.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import routes.external.GivenParameters;
import routes.external.Task;
import routes.shared.InvalidInputException;

class ApplicationParametersTest {

    private static ApplicationRequest read(String... more) {
        var parameters =
                new HashMap<>(Map.of("cluster", "cluster", "resource", "s3a://jars/etl.jar", "mainClass", "org.Etl"));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return ApplicationParameters.read(GivenParameters.of(parameters));
    }

    private static Task<ApplicationRequest> task(ApplicationRequest request) {
        return new Task<>("etl-1", request, null, "daily", 7, "etl", 1, null);
    }

    private static Map<String, Object> submission(ApplicationRequest request, Map<String, String> secrets) {
        return Submission.of(task(request), Optional.of("spark://master:7077"), secrets, Map.of("KEY", "hush"));
    }

    @Test
    void are_marked_so_that_the_same_step_of_another_ledger_is_told_apart() {
        var ours = task(read());
        var theirs = new Task<>("etl-1", read(), null, "daily", 8, "etl", 1, null);
        assertThat(Submission.mark(ours)).isNotEqualTo(Submission.mark(theirs));
    }

    @Test
    void become_a_submission_of_a_jar() {
        // Given
        var request = read(
                "arguments", "--day\n2026-11-20",
                "configuration", "spark.cores.max=4\nspark.jars=s3a://jars/more.jar",
                "secretConfiguration", "spark.hadoop.fs.s3a.secret.key=routes.store.secret",
                "environment", "DAY=2026-11-20",
                "secretEnvironment", "KEY=routes.store.secret",
                "driverMemory", "2g",
                "driverCores", "2");

        // When
        var submission = submission(request, Map.of("spark.hadoop.fs.s3a.secret.key", "hush"));

        // Then
        assertThat(submission)
                .containsEntry("action", "CreateSubmissionRequest")
                .containsEntry("appResource", "s3a://jars/etl.jar")
                .containsEntry("mainClass", "org.Etl")
                .containsEntry("appArgs", List.of("--day", "2026-11-20"))
                .containsEntry("environmentVariables", Map.of("DAY", "2026-11-20", "KEY", "hush"))
                .containsEntry(
                        "sparkProperties",
                        Map.of(
                                "spark.master", "spark://master:7077",
                                "spark.app.name", "etl-1",
                                "spark.sluice.step", Submission.mark(task(request)),
                                "spark.submit.deployMode", "cluster",
                                "spark.jars", "s3a://jars/etl.jar,s3a://jars/more.jar",
                                "spark.cores.max", "4",
                                "spark.driver.memory", "2g",
                                "spark.driver.cores", "2",
                                "spark.hadoop.fs.s3a.secret.key", "hush"));
    }

    @Test
    void become_a_submission_of_a_python_file() {
        var submission = submission(read("resource", "/opt/jobs/etl.py", "mainClass", "", "arguments", "10"), Map.of());
        assertThat(submission)
                .containsEntry("appResource", "")
                .containsEntry("mainClass", "org.apache.spark.deploy.SparkSubmit")
                .containsEntry("appArgs", List.of("/opt/jobs/etl.py", "10"));
        assertThat(submission.get("sparkProperties").toString()).doesNotContain("deployMode", "spark.jars");
    }

    @ParameterizedTest
    @CsvSource({
        "mainClass, '', 'the application s3a://jars/etl.jar lacks its mainClass; only a Python file does without'",
        "driverCores, half, 'driverCores is half: write a number of processors such as 2'",
        "driverMemory, much, 'driverMemory is much: write a size such as 512m or 2g'",
        "configuration, cores=4, 'the Spark property cores does not begin with spark., and Spark would drop it: give"
                + " it as an argument or in the environment'",
        "repeatable, perhaps, 'repeatable is perhaps: use true or false'"
    })
    void are_refused_with_the_remedy(String name, String value, String message) {
        assertThatThrownBy(() -> read(name, value))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }
}
