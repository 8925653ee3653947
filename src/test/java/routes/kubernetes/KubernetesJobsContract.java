package routes.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import routes.external.Sighting;
import routes.external.Task;
import routes.shared.InvalidInputException;

/** What a Job is to a step, on whatever server. Containers run as processes there, so that they can be told what to do. */
public abstract class KubernetesJobsContract extends JobSteps {

    @Test
    void a_job_that_ends_well_succeeds_and_hands_over_its_result() throws Exception {
        // Given
        var task = task(shell("echo hello; echo '{\"rows\": 3}' > /dev/termination-log"));

        // When
        var begun = jobs().begin(task);

        // Then
        assertThat(begun.handle()).isEqualTo("default/" + task.externalId());
        assertThat(begun.link()).isEqualTo("https://console.example.org/default/jobs/" + task.externalId());
        var succeeded = (Sighting.Succeeded) ended(task);
        assertThat(succeeded.result())
                .containsEntry("job", "default/" + task.externalId())
                .containsEntry("result", Map.of("rows", 3));
        assertThat((String) succeeded.result().get("pod")).startsWith(task.externalId() + "-");
        assertThat(log(task)).isEqualTo("hello\n");
    }

    @Test
    void a_job_that_ends_badly_fails_with_the_exit_code_and_its_last_words() throws Exception {
        // Given
        var task = task(shell("echo begins; echo no such file; exit 3"));

        // When
        jobs().begin(task);

        // Then
        var failed = (Sighting.Failed) ended(task);
        assertThat(failed.why())
                .startsWith("Job default/" + task.externalId() + " failed: container main of pod " + task.externalId())
                .endsWith(" ended with exit code 3: begins\nno such file");
        assertThat(failed.heals()).isTrue();
        assertThat(log(task)).isEqualTo("begins\nno such file\n");
    }

    @Test
    void a_job_is_tried_as_often_as_it_may_be_and_all_its_logs_are_copied() throws Exception {
        // Given
        var parameters = shell("echo tried; exit 1");
        parameters.put("retries", "1");
        var task = task(parameters);

        // When
        jobs().begin(task);

        // Then
        assertThat(ended(task)).isInstanceOf(Sighting.Failed.class);
        assertThat(log(task)).matches("(--- pod \\S+, container main\ntried\n){2}");
    }

    @Test
    void an_exit_code_that_says_never_again_fails_for_good() throws Exception {
        // Given
        var parameters = shell("echo broken input; exit 42");
        parameters.put("retries", "5");
        parameters.put("finalExitCodes", "42");
        var task = task(parameters);

        // When
        jobs().begin(task);

        // Then
        var failed = (Sighting.Failed) ended(task);
        assertThat(failed.why()).contains("failed for good", "exit code 42: broken input");
        assertThat(failed.heals()).isFalse();
    }

    @Test
    void a_container_without_memory_is_told_with_its_limit() throws Exception {
        // Given
        var parameters = shell("exit 137");
        parameters.put("resources", "memory=16Mi\nmemoryLimit=16Mi");
        var task = task(parameters);

        // When
        jobs().begin(task);

        // Then
        var failed = (Sighting.Failed) ended(task);
        assertThat(failed.why())
                .contains("used more memory than its limit of 16Mi and was killed (OOMKilled, exit code 137): raise"
                        + " memoryLimit");
        assertThat(failed.heals()).isFalse();
    }

    @Test
    void a_job_that_takes_too_long_is_ended_by_the_cluster_too() throws Exception {
        // Given
        var parameters = shell("sleep 60");
        parameters.put("template", "classpath:kubernetes/short.yaml");
        var task = task(parameters);

        // When
        jobs().begin(task);

        // Then
        var failed = (Sighting.Failed) ended(task);
        assertThat(failed.why()).contains("was not done in the ", " seconds it had");
        assertThat(failed.heals()).isFalse();
    }

    @Test
    void a_job_that_is_begun_twice_is_one_job() throws Exception {
        // Given
        var task = task(shell("sleep 60"));
        var first = jobs().begin(task);

        // When
        var second = jobs().begin(task);

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(look(task)).isInstanceOf(Sighting.Underway.class);
        jobs().stop(task);
    }

    @Test
    void a_job_of_another_step_is_not_taken_for_ours() throws Exception {
        // Given
        var theirs = task(shell("sleep 60"));
        jobs().begin(theirs);
        var ours = new Task<>(theirs.externalId(), theirs.request(), null, "another-route", 7, "some-step", 1, null);

        // When, Then
        assertThatThrownBy(() -> jobs().begin(ours))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(
                        "Job default/" + ours.externalId() + " of Kubernetes default is not of this step");
        jobs().stop(ours);
        assertThat(look(theirs)).isInstanceOf(Sighting.Underway.class);
        jobs().stop(theirs);
    }

    @Test
    void a_job_that_is_stopped_is_gone_with_its_pods() throws Exception {
        // Given
        var task = task(shell("echo starts; sleep 60"));
        jobs().begin(task);

        // When
        jobs().stop(task);
        jobs().stop(task);

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(look(task))
                        .isInstanceOfSatisfying(
                                Sighting.Failed.class,
                                failed -> assertThat(failed.why())
                                        .contains("Job default/" + task.externalId() + " is gone")));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(log(task)).isEmpty());
    }

    @Test
    void the_log_of_a_job_that_runs_can_be_copied_before_it_is_stopped() throws Exception {
        // Given
        var task = task(shell("echo starts; sleep 60"));
        jobs().begin(task);

        // When, Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(log(task)).isEqualTo("starts\n"));
        assertThat(jobs().stopRemovesLog()).isTrue();
        jobs().stop(task);
    }

    @Test
    void an_image_that_cannot_be_pulled_is_told_in_the_words_of_the_cluster() throws Exception {
        // Given
        var parameters = shell("true");
        parameters.put("image", "missing/image:1");
        var task = task(parameters);

        // When
        jobs().begin(task);

        // Then
        assertThat(trouble(task)).contains("does not start (", "Failed to pull image \"missing/image:1\": not found");
        assertThat(log(task)).contains("no log: ");
        jobs().stop(task);
    }

    @Test
    void a_job_that_cannot_start_for_too_long_fails() throws Exception {
        // Given
        var parameters = shell("true");
        parameters.put("secrets", "PASSWORD=not-there/password");
        parameters.put("startWithin", "PT6S");
        var task = task(parameters);

        // When
        jobs().begin(task);

        // Then
        var failed = (Sighting.Failed) ended(task);
        assertThat(failed.why())
                .startsWith("it did not start within PT6S: pod ")
                .contains("CreateContainerConfigError", "secret \"not-there\" not found");
        jobs().stop(task);
    }

    @Test
    void a_pod_without_a_node_is_waited_for() throws Exception {
        // Given
        var parameters = shell("true");
        parameters.put("nodeSelector", "disk=holographic");
        parameters.put("startWithin", "PT1S");
        var task = task(parameters);

        // When
        jobs().begin(task);

        // Then
        assertThat(trouble(task)).contains("has no node yet (Unschedulable): 0/1 nodes are available");
        jobs().stop(task);
    }

    @Test
    void a_pod_that_the_namespace_does_not_let_in_is_told() throws Exception {
        // Given
        var parameters = shell("true");
        parameters.put("namespace", server().restricted());
        parameters.put("security", "template");
        var task = task(parameters);

        // When
        jobs().begin(task);

        // Then
        assertThat(trouble(task)).contains("no pod can be made", "(FailedCreate)", "violates PodSecurity");
        jobs().stop(task);
    }

    @Test
    void a_job_with_restricted_rights_is_let_in_everywhere() throws Exception {
        // Given
        var parameters = shell("true");
        parameters.put("namespace", server().restricted());
        var task = task(parameters);

        // When
        jobs().begin(task);

        // Then
        assertThat(ended(task)).isInstanceOf(Sighting.Succeeded.class);
    }

    @Test
    void a_job_for_a_queue_waits_until_it_is_let_go_on() throws Exception {
        // Given
        var parameters = shell("true");
        parameters.put("queue", "nightly");
        var task = task(parameters);

        // When
        jobs().begin(task);

        // Then
        assertThat(trouble(task)).contains("is suspended: its queue has not let it go on yet");
        jobs().stop(task);
    }

    @Test
    void data_does_not_reach_variables_of_the_container() throws Exception {
        // Given
        var parameters = shell("printf '%s\\n' \"$KEY\" \"$(printf $PATH | cut -c1)\"");
        parameters.put("environment", "SECRET=hidden\nKEY=a$(SECRET)b$$c");
        var task = task(parameters);

        // When
        jobs().begin(task);

        // Then
        ended(task);
        assertThat(log(task)).isEqualTo("a$(SECRET)b$$c\n/\n");
    }

    @Test
    void jobs_are_looked_for_all_together() throws Exception {
        // Given
        var tasks = List.of(task(shell("true")), task(shell("exit 1")), task(shell("sleep 60")));
        for (var task : tasks) {
            jobs().begin(task);
        }

        // When
        var seen = new AtomicReference<Map<String, Sighting>>();
        await().atMost(PATIENCE).untilAsserted(() -> {
            seen.set(jobs().look("default", tasks));
            assertThat(seen.get().get(tasks.get(0).externalId())).isInstanceOf(Sighting.Succeeded.class);
            assertThat(seen.get().get(tasks.get(1).externalId())).isInstanceOf(Sighting.Failed.class);
        });

        // Then
        assertThat(seen.get().get(tasks.get(2).externalId())).isInstanceOf(Sighting.Underway.class);
        jobs().stop(tasks.get(2));
    }

    @Test
    void refusals_say_what_to_do() throws Exception {
        // Given
        var nowhere = shell("true");
        nowhere.put("connection", "admin");
        nowhere.put("namespace", "nowhere");
        var stranger = shell("true");
        stranger.put("connection", "wrong");
        stranger.put("namespace", "default");

        // When, Then
        assertRefused(nowhere, "Kubernetes admin has no namespace nowhere: create it, or name another");
        assertRefused(stranger, "Kubernetes wrong does not know who we are");
    }

    /** Tries to begin a Job with more parameters, which must not be possible. */
    protected void refuses(Map<String, String> more, String message) throws Exception {
        var parameters = shell("true");
        parameters.putAll(more);
        assertRefused(parameters, message);
    }

    private void assertRefused(Map<String, String> parameters, String message) throws Exception {
        var task = task(parameters);
        assertThatThrownBy(() -> jobs().begin(task))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(message);
    }
}
