package routes.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sandbox.SandboxKubernetes;
import sandbox.SandboxKubernetes.Trouble;

import routes.external.GivenParameters;
import routes.external.Sighting;
import routes.external.Task;
import routes.shared.InvalidInputException;

class SparkApplicationsOnStandInTest extends SparkApplicationsContract {

    private static SandboxKubernetes server;

    @BeforeAll
    static void start() {
        server = SandboxKubernetes.started();
        server.createNamespace("somewhere-else");
        server.forbid("create", "somewhere-else");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected JobSteps.Server server() {
        return new JobSteps.Server(server.url(), server.token(), server.token(), Optional.empty(), "");
    }

    @Override
    protected void withoutOperator(Check check) throws Exception {
        server.spark(false);
        try {
            check.run();
        } finally {
            server.spark(true);
        }
    }

    @Test
    void an_answer_that_is_lost_begins_nothing_twice() throws Exception {
        // Given
        var task = task(Map.of());
        server.misbehave(Trouble.CUT);

        // When
        assertThatThrownBy(() -> spark().begin(task)).isInstanceOf(IOException.class);
        spark().begin(task);

        // Then
        assertThat(operator().count(task)).isEqualTo(1);
    }

    @Test
    void a_name_begins_with_a_letter_as_the_operator_demands() throws Exception {
        for (var id :
                new String[] {"2026-report-0123456789ab-1", "x".repeat(20) + "-" + "7".repeat(45) + "-0123456789ab-1"
                }) {
            // Given
            var some = task(Map.of());
            var task = new Task<>(id, some.request(), null, "some.route", some.runId(), "etl", 1, Instant.now());

            // When
            var begun = spark().begin(task);

            // Then
            assertThat(begun.handle()).matches("default/s-[0-9].{0,38}-0123456789ab-1");
            assertThat(look(task)).isEqualTo(Sighting.Underway.WELL);
        }
    }

    @Test
    void what_the_webhook_of_the_operator_denies_is_not_taken_for_a_right_that_is_missing() throws Exception {
        // Given
        var task = task(Map.of());
        var spec = SparkBlueprint.part(task.request().application().getAdditionalProperties(), "spec");
        spec.put("nodeSelector", Map.of("disk", "ssd"));
        SparkBlueprint.part(spec, "driver").put("nodeSelector", Map.of("disk", "ssd"));

        // When, Then
        assertThatThrownBy(() -> spark().begin(task))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("Kubernetes default refuses it: admission webhook"
                        + " \"validate-sparkapplication.sparkoperator.k8s.io\" denied the request: node selector cannot"
                        + " be defined at both SparkApplication and Driver/Executor");
    }

    @Test
    void a_quota_that_the_operator_finds_used_up_is_waited_for() throws Exception {
        // Given
        server.createNamespace("full");
        server.fill("full");
        var task = task(Map.of("namespace", "full"));

        // When, Then
        assertThatThrownBy(() -> spark().begin(task))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Kubernetes default has no quota left: ");
    }

    @Test
    void refuses_what_makes_no_application() {
        assertMakesNone(
                Map.of("image", "i", "sparkVersion", "4.1.1"),
                "the SparkApplication has no application: give one as a parameter, or in the template");
        var least = Map.of("image", "i", "sparkVersion", "4.1.1", "application", "a.py");
        assertMakesNone(with(least, "driver", "cores=many"), "cores is \"many\": use a whole number, such as 2");
        assertMakesNone(with(least, "driver", "hostNetwork=yes"), "hostNetwork is \"yes\": use true or false");
    }

    private void assertMakesNone(Map<String, String> parameters, String message) {
        assertThatThrownBy(() -> spark().request(GivenParameters.of(parameters)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }

    private static Map<String, String> with(Map<String, String> some, String name, String value) {
        var all = new HashMap<>(some);
        all.put(name, value);
        return all;
    }
}
