package routes.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import routes.external.Sighting;
import routes.external.Task;
import routes.shared.InvalidInputException;

/** What containers are promised to do, on whatever Docker host. */
public abstract class DockerContainersContract extends ContainerOwnersContract {

    @Test
    void runs_a_container_to_its_end_and_copies_its_log() throws Exception {
        // Given
        var task = container("say", "grüß dich", "complain", "too warm").task();

        // When
        var begun = containers.begin(task);
        var end = end(task);

        // Then
        assertThat(end)
                .isInstanceOfSatisfying(
                        Sighting.Succeeded.class,
                        well -> assertThat(well.result())
                                .containsEntry("exitCode", 0)
                                .containsEntry("host", Containers.HOST)
                                .containsEntry("image", image())
                                .containsEntry("container", begun.handle()));
        assertThat(log(task).lines()).containsExactlyInAnyOrder("grüß dich", "too warm");
    }

    @Test
    void tells_the_exit_code_of_one_that_fails() throws Exception {
        var task = container("exit", "3").task();
        containers.begin(task);
        assertThat(failure(task)).isEqualTo("container " + task.externalId() + " on server0 ended with exit code 3");
    }

    @Test
    void tells_that_one_used_too_much_memory() throws Exception {
        var task = container("eat", "200").mebibytes(24).task();
        containers.begin(task);
        assertThat(failure(task))
                .isEqualTo("container " + task.externalId()
                        + " on server0 was killed because it used more memory than it may: raise its memory limit of"
                        + " 25165824 bytes");
    }

    @Test
    void finds_what_an_earlier_call_has_begun() throws Exception {
        var task = container("sleep", "60").task();
        assertThat(containers.begin(task).handle())
                .isEqualTo(containers.begin(task).handle());
        assertThat(look(task)).isEqualTo(Sighting.Underway.WELL);
        containers.stop(task);
        containers.release(task);
    }

    @Test
    void starts_what_a_call_that_was_cut_off_has_only_created() throws Exception {
        // Given
        var task = container("say", "started after all").task();
        var host = Settings.hosts(connection()).host(Containers.HOST);
        host.create(task.externalId(), ContainerBody.of(task, Map.of()));
        assertThat(look(task)).isEqualTo(new Sighting.Underway("it is created on server0, and does not start"));

        // When
        containers.begin(task);

        // Then
        assertThat(end(task)).isInstanceOf(Sighting.Succeeded.class);
        assertThat(log(task)).isEqualTo("started after all\n");
    }

    @Test
    void finds_one_again_that_has_ended_meanwhile() throws Exception {
        var task = container("exit", "4").task();
        containers.begin(task);
        assertThat(failure(task)).endsWith("exit code 4");
        containers.begin(task);
        assertThat(failure(task)).endsWith("exit code 4");
    }

    @Test
    void refuses_an_image_that_is_not_there_and_may_not_be_pulled() {
        var task = Containers.of("sluice/unheard-of:7", "say", "hello").task();
        assertThatThrownBy(() -> containers.begin(task))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "there is no image sluice/unheard-of:7 on server0, and pull is never: put it there, or let it"
                                + " be pulled");
    }

    @Test
    void refuses_a_program_that_is_not_in_the_image_and_leaves_nothing_behind() throws Exception {
        var task = container().entrypoint("/no-such-program").task();
        assertThatThrownBy(() -> containers.begin(task))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("server0 does not start " + task.externalId() + ", and answers 400: ")
                .hasMessageContaining("/no-such-program");
        assertThat(exists(task)).isFalse();
    }

    @Test
    void gives_variables_and_secrets_but_writes_no_secret_down() throws Exception {
        // Given
        var plain = container("env", "DAY").environment("DAY", "2026-11-20").task();
        var setting = container("env", "KEY")
                .secret("KEY", "routes.daily.store.secret")
                .task();
        var file = container("env", "KEY")
                .secret("KEY", "file:" + folder.resolve("password"))
                .task();

        // When
        for (var task : List.of(plain, setting, file)) {
            containers.begin(task);
            assertThat(end(task)).isInstanceOf(Sighting.Succeeded.class);
        }

        // Then
        assertThat(log(plain)).isEqualTo("DAY=2026-11-20\n");
        assertThat(log(setting)).isEqualTo("KEY=" + SECRET + "\n");
        assertThat(log(file)).isEqualTo("KEY=" + SECRET + "\n");
        assertThat(new ObjectMapper().writeValueAsString(setting.request())).doesNotContain(SECRET);
        assertThat(setting.toString() + setting.request()).doesNotContain(SECRET);
    }

    @Test
    void refuses_a_secret_that_is_nowhere() {
        var setting = container().secret("KEY", "routes.daily.absent.secret").task();
        assertThatThrownBy(() -> containers.begin(setting))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the secret KEY is looked for in the setting routes.daily.absent.secret, which does not"
                        + " exist: set it, or name another");
        var file = container().secret("KEY", "file:/no/such/file").task();
        assertThatThrownBy(() -> containers.begin(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("the secret KEY (file:/no/such/file)");
    }

    @Test
    void stops_one_that_runs_and_leaves_its_log_until_it_is_released() throws Exception {
        var task = container("say", "ready", "sleep", "60").task();
        containers.begin(task);
        await().atMost(SOON).until(() -> log(task), "ready\n"::equals);
        containers.stop(task);
        assertThat(failure(task)).endsWith("was stopped from outside (exit code 143), perhaps with its host");
        containers.stop(task);
        assertThat(log(task)).isEqualTo("ready\n");
        containers.release(task);
        assertThat(exists(task)).isFalse();
    }

    @Test
    void kills_one_that_does_not_stop_in_time() throws Exception {
        var task = container("stubborn", "say", "ready", "sleep", "60").task();
        containers.begin(task);
        await().atMost(SOON).until(() -> log(task), "ready\n"::equals);
        containers.stop(task);
        assertThat(failure(task)).endsWith("was killed from outside (exit code 137)");
    }

    @Test
    void has_nothing_to_stop_or_to_tell_of_where_nothing_was_begun() throws Exception {
        var task = container().task();
        containers.stop(task);
        containers.release(task);
        assertThat(log(task)).isEmpty();
    }

    @Test
    void removes_what_was_created_and_never_started_when_it_is_stopped() throws Exception {
        var task = container().task();
        Settings.hosts(connection()).host(Containers.HOST).create(task.externalId(), ContainerBody.of(task, Map.of()));
        containers.stop(task);
        assertThat(exists(task)).isFalse();
    }

    @Test
    void tells_that_one_is_gone() throws Exception {
        var task = container("exit", "0").task();
        containers.begin(task);
        end(task);
        containers.release(task);
        assertThat(failure(task))
                .isEqualTo("container " + task.externalId() + " is gone from server0, and nobody saw how it ended: see"
                        + " who removed it and what it has done, then retry the run");
    }

    @Test
    void removes_ended_ones_by_policy() throws Exception {
        assertThat(leaves(container("exit", "0").remove(RemovePolicy.ALWAYS))).isFalse();
        assertThat(leaves(container("exit", "1").remove(RemovePolicy.ALWAYS))).isFalse();
        assertThat(leaves(container("exit", "0").remove(RemovePolicy.ON_SUCCESS)))
                .isFalse();
        assertThat(leaves(container("exit", "1").remove(RemovePolicy.ON_SUCCESS)))
                .isTrue();
        assertThat(leaves(container("exit", "0").remove(RemovePolicy.NEVER))).isTrue();
    }

    private boolean leaves(Containers container) throws Exception {
        var task = container.task();
        containers.begin(task);
        end(task);
        containers.release(task);
        var left = exists(task);
        Settings.hosts(connection()).host(Containers.HOST).remove(task.externalId());
        return left;
    }

    @Test
    void looks_for_many_at_once() throws Exception {
        // Given
        var tasks = Stream.of("0", "5", "0", "6", "0")
                .map(code -> container("exit", code).task())
                .toList();
        for (var task : tasks) {
            containers.begin(task);
        }

        // When
        tasks.forEach(this::end);
        var seen = containers.look(Containers.HOST, tasks);

        // Then
        assertThat(seen).containsOnlyKeys(tasks.stream().map(Task::externalId).collect(Collectors.toSet()));
        assertThat(seen.values().stream().filter(Sighting.Succeeded.class::isInstance))
                .hasSize(3);
        assertThat(seen.values().stream().filter(Sighting.Failed.class::isInstance))
                .hasSize(2);
    }

    @Test
    void knows_no_host_that_is_not_set() {
        var task = container().task("server9");
        assertThatThrownBy(() -> containers.begin(task))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "there is no Docker host server9, only [server0]: set routes.connections.docker.server9.url");
    }
}
