package routes.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import routes.external.Sighting;
import routes.external.Task;
import routes.shared.InvalidInputException;

/** Whose containers are, and what is left alone, on whatever Docker host. */
public abstract class ContainerOwnersContract {

    static final Duration SOON = Duration.ofMinutes(1);
    static final String SECRET = "s3cr3t-of-the-store";

    DockerContainers containers;

    @TempDir
    Path folder;

    /** Settings of the host {@code server0}. */
    protected abstract Map<String, String> connection();

    /** An image on the host; its program does what its arguments say. */
    protected abstract String image();

    @BeforeEach
    void connect() throws IOException {
        Files.writeString(folder.resolve("password"), SECRET + "\n");
        var settings = new java.util.HashMap<>(connection());
        settings.put("routes.daily.store.secret", SECRET);
        containers = Settings.containers(settings);
    }

    final Containers container(String... command) {
        return Containers.of(image(), command);
    }

    final Sighting look(Task<ContainerRequest> task) throws Exception {
        return containers.look(Containers.HOST, List.of(task)).get(task.externalId());
    }

    final Sighting end(Task<ContainerRequest> task) {
        return await().atMost(SOON).until(() -> look(task), sighting -> !(sighting instanceof Sighting.Underway));
    }

    final String failure(Task<ContainerRequest> task) {
        var end = end(task);
        assertThat(end).isInstanceOf(Sighting.Failed.class);
        return ((Sighting.Failed) end).why();
    }

    final String log(Task<ContainerRequest> task) throws Exception {
        var log = new ByteArrayOutputStream();
        containers.copyLog(task, log);
        return log.toString(StandardCharsets.UTF_8);
    }

    final boolean exists(Task<ContainerRequest> task) throws Exception {
        return Settings.hosts(connection())
                .host(Containers.HOST)
                .inspect(task.externalId())
                .isPresent();
    }

    @Test
    void leaves_a_container_of_somebody_else_alone() throws Exception {
        // Given
        var task = container("sleep", "60").task();
        var host = Settings.hosts(connection()).host(Containers.HOST);
        host.create(task.externalId(), Map.of("Image", image(), "Cmd", List.of("sleep", "60")));

        // Then
        assertThatThrownBy(() -> containers.begin(task))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("container " + task.externalId()
                        + " on server0 is not of this step, but somebody else's or left"
                        + " over from another ledger: rename or remove it");
        containers.stop(task);
        assertThat(exists(task)).isTrue();
        host.remove(task.externalId());
    }

    @Test
    void takes_no_ended_container_of_another_ledger_for_its_own() throws Exception {
        // Given one whose run had the same cause, and so the same external id
        var theirs = container("exit", "0").task();
        containers.begin(theirs);
        end(theirs);
        var ours = of(theirs, theirs.runId() + 1000, null);

        // Then
        isLeftAlone(ours);
        containers.release(theirs);
    }

    @Test
    void takes_no_container_for_its_own_that_is_older_than_the_step() throws Exception {
        // Given one of a ledger that was made anew, and has come to the same number of a run
        var theirs = container("exit", "0").task();
        containers.begin(theirs);
        end(theirs);

        // Then
        isLeftAlone(of(theirs, theirs.runId(), Instant.now().plus(Duration.ofHours(1))));
        containers.release(theirs);
    }

    private static Task<ContainerRequest> of(Task<ContainerRequest> theirs, long run, Instant startedAt) {
        return new Task<>(
                theirs.externalId(), theirs.request(), null, theirs.route(), run, theirs.stepId(), 1, startedAt);
    }

    private void isLeftAlone(Task<ContainerRequest> ours) throws Exception {
        assertThatThrownBy(() -> containers.begin(ours))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("left over from another ledger");
        assertThat(look(ours)).isInstanceOf(Sighting.Failed.class);
        assertThat(log(ours)).isEmpty();
        containers.stop(ours);
        containers.release(ours);
        assertThat(exists(ours)).isTrue();
    }

    @Test
    void shows_the_last_lines_of_what_one_says_while_it_runs() throws Exception {
        // Given
        var task = container("say", "first", "say", "last", "sleep", "60").task();
        containers.begin(task);
        await().atMost(SOON).until(() -> log(task), "first\nlast\n"::equals);

        // When
        var tail = new ByteArrayOutputStream();
        containers.tailLog(task, 1, tail);

        // Then
        assertThat(tail.toString(StandardCharsets.UTF_8)).isEqualTo("last\n");
        containers.stop(task);
        containers.release(task);
    }

    @Test
    void has_no_log_where_its_driver_keeps_none() throws Exception {
        // Given
        var task = container("say", "into the void").task();
        var body = ContainerBody.of(task, Map.of());
        body.put("HostConfig", Map.of("LogConfig", Map.of("Type", "none")));
        Settings.hosts(connection()).host(Containers.HOST).create(task.externalId(), body);

        // When
        containers.begin(task);
        end(task);

        // Then
        assertThat(log(task)).isEmpty();
    }
}
