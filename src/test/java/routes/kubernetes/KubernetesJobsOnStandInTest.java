package routes.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sandbox.SandboxKubernetes;
import sandbox.SandboxKubernetes.Trouble;

import routes.external.Sighting;
import routes.external.Task;
import routes.shared.FastClock;
import routes.shared.InvalidInputException;

class KubernetesJobsOnStandInTest extends KubernetesJobsContract {

    private static SandboxKubernetes server;

    @BeforeAll
    static void start() {
        server = SandboxKubernetes.started();
        server.createNamespace("restricted");
        server.restrict("restricted");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected Server server() {
        return new Server(server.url(), server.token(), server.token(), Optional.empty(), "restricted");
    }

    /** Ten seconds of patience take one. */
    @Override
    protected Clock clock() {
        var now = Instant.now();
        return new FastClock(Clock.systemUTC(), now, now, 10);
    }

    @Test
    void an_answer_that_is_lost_starts_nothing_twice() throws Exception {
        for (var fault : new Trouble[] {Trouble.CUT, Trouble.HALF}) {
            // Given
            var task = task(shell("sleep 60"));
            var before = server.count("default", "jobs");
            server.misbehave(fault);

            // When
            assertThatThrownBy(() -> jobs().begin(task)).isInstanceOf(IOException.class);
            jobs().begin(task);

            // Then
            assertThat(server.count("default", "jobs")).isEqualTo(before + 1);
            assertThat(look(task)).isInstanceOf(Sighting.Underway.class);
            jobs().stop(task);
        }
    }

    @Test
    void a_server_in_trouble_is_asked_again() throws Exception {
        // Given
        var task = task(shell("true"));

        // When, Then
        server.misbehave(Trouble.BUSY, Trouble.BROKEN, Trouble.HANGS);
        assertThatThrownBy(() -> jobs().begin(task))
                .isInstanceOf(IOException.class)
                .hasMessage("Kubernetes default has too much to do: Too many requests, please try again later.");
        assertThatThrownBy(() -> jobs().begin(task))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Kubernetes default failed: Internal error occurred");
        assertThatThrownBy(() -> impatient().begin(task))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Kubernetes default does not answer: ");
        jobs().begin(task);
        assertThat(ended(task)).isInstanceOf(Sighting.Succeeded.class);
    }

    @Test
    void a_server_that_is_away_is_waited_for() throws Exception {
        // Given
        var task = task(shell("sleep 60"));
        jobs().begin(task);
        server.stop();

        // When, Then
        assertThatThrownBy(() -> look(task)).isInstanceOf(IOException.class).hasMessageContaining("does not answer");
        server.start();
        assertThat(look(task)).isInstanceOf(Sighting.Underway.class);
        jobs().stop(task);
    }

    @Test
    void a_right_that_is_missing_is_named() throws Exception {
        // Given
        server.createNamespace("foreign");
        server.forbid("create", "foreign");
        server.forbid("list", "foreign");
        var parameters = shell("true");
        parameters.put("namespace", "foreign");
        var task = task(parameters);

        // When, Then
        assertThatThrownBy(() -> jobs().begin(task))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(
                        "Kubernetes default does not allow us to create Jobs in namespace foreign: bind our"
                                + " user to the Role of kubernetes/components/jobs");
        assertThatThrownBy(() -> look(task)).hasMessageContaining("does not allow us to list Jobs, pods and events");
    }

    @Test
    void a_namespace_without_rights_hides_no_job_of_another() throws Exception {
        // Given
        server.createNamespace("closed");
        var parameters = shell("true");
        parameters.put("namespace", "closed");
        var unseen = task(parameters);
        jobs().begin(unseen);
        var well = task(shell("true"));
        jobs().begin(well);
        ended(well);

        // When
        server.forbid("list", "closed");
        var seen = jobs().look("default", List.of(unseen, well));

        // Then
        assertThat(seen.get(well.externalId())).isInstanceOf(Sighting.Succeeded.class);
        assertThat(seen.get(unseen.externalId()))
                .isInstanceOfSatisfying(
                        Sighting.Underway.class,
                        underway -> assertThat(underway.note())
                                .startsWith(
                                        "it cannot be looked for: Kubernetes default does not allow us to list Jobs,"
                                                + " pods and events in namespace closed"));
    }

    @Test
    void a_quota_that_is_used_up_is_waited_for() throws Exception {
        // Given
        server.createNamespace("full");
        server.fill("full");
        var parameters = shell("true");
        parameters.put("namespace", "full");
        parameters.put("startWithin", "PT1S");
        var task = task(parameters);

        // When
        jobs().begin(task);

        // Then
        assertThat(trouble(task)).contains("no pod can be made", "exceeded quota");
        jobs().stop(task);
    }

    @Test
    void a_job_of_an_older_ledger_is_not_taken_for_ours() throws Exception {
        // Given
        var task = task(shell("true"));
        jobs().begin(task);
        server.change(
                "default",
                "jobs",
                task.externalId(),
                job -> job.withObject("/metadata").put("creationTimestamp", "2020-01-01T00:00:00Z"));

        // When, Then
        assertThatThrownBy(() -> jobs().begin(task))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("left over from an older ledger: delete it");
    }

    @Test
    void many_steps_are_looked_for_by_one_request() throws Exception {
        // Given
        var tasks = new java.util.ArrayList<Task<JobRequest>>();
        for (var i = 0; i < 20; i++) {
            tasks.add(task(shell("sleep 60")));
            jobs().begin(tasks.get(i));
        }
        var before = server.requests().size();

        // When
        var seen = jobs().look("default", tasks);

        // Then
        assertThat(seen).hasSize(20);
        assertThat(server.requests()).hasSize(before + 1);
        for (var task : tasks) {
            jobs().stop(task);
        }
    }

    @Test
    void a_log_is_copied_without_watching_its_pod() throws Exception {
        // Given
        var parameters = shell("true");
        parameters.put("image", "missing/image:1");
        var task = task(parameters);
        jobs().begin(task);

        // When
        var log = log(task);

        // Then
        assertThat(log).contains("no log");
        assertThat(server.requests()).noneMatch(request -> request.contains("watch"));
        jobs().stop(task);
    }

    @Test
    void a_long_id_becomes_a_name_that_kubernetes_takes() throws Exception {
        // Given
        var short1 = task(shell("true"));
        var task = new Task<>(
                "a".repeat(60) + "-" + short1.externalId(), short1.request(), null, "r", 1, "s", 1, Instant.now());

        // When
        var begun = jobs().begin(task);

        // Then
        assertThat(begun.handle()).endsWith(short1.externalId()).hasSize("default/".length() + 63);
        assertThat(ended(task)).isInstanceOf(Sighting.Succeeded.class);
    }

    @Test
    void a_connection_that_is_not_there_is_told_with_those_that_are() {
        assertThatThrownBy(() -> clusters().get("production"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("there is no Kubernetes connection production: use one of [admin, default, wrong], or set"
                        + " routes.connections.kubernetes.production.url or .kubeconfig");
    }

    @Test
    void no_server_is_asked_before_it_is_needed() {
        var before = server.requests().size();
        new KubernetesJobs(clusters(), Clock.systemUTC());
        assertThat(server.requests()).hasSize(before);
    }
}
