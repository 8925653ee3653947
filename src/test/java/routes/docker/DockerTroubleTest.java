package routes.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sandbox.Fault;
import sandbox.Fault.Kind;
import sandbox.SandboxDocker;

import routes.external.Sighting;
import routes.external.Task;
import routes.shared.InvalidInputException;

/** A Docker host that is away, slow, changed, or refuses. */
class DockerTroubleTest {

    private static final SandboxDocker DOCKER = SandboxDocker.started();

    private final DockerContainers containers = containers("1m");
    private final Task<ContainerRequest> task =
            Containers.of(SandboxDocker.IMAGE, "sleep", "3600").task();

    @BeforeEach
    void forget() {
        DOCKER.reset();
    }

    @AfterAll
    static void stop() {
        DOCKER.close();
    }

    private static DockerContainers containers(String timeout) {
        return Settings.containers(Map.of(
                "routes.connections.docker.server0.url", DOCKER.url().toString(), "routes.external.timeout", timeout));
    }

    private AbstractThrowableAssert<?, ?> beginning() {
        return assertThatThrownBy(() -> containers.begin(task));
    }

    private Sighting look() throws Exception {
        return look(containers);
    }

    private Sighting look(DockerContainers containers) throws Exception {
        return containers.look(Containers.HOST, List.of(task)).get(task.externalId());
    }

    @Test
    void is_asked_again_while_it_is_away_and_its_containers_are_found_when_it_is_back() throws Exception {
        // Given
        containers.begin(task);
        DOCKER.stop();

        // Then
        assertThatThrownBy(this::look)
                .isInstanceOf(DockerException.class)
                .hasMessageContaining("server0 cannot be asked: ")
                .hasMessageContaining("Connection refused");
        assertThatThrownBy(() -> containers.stop(task)).isInstanceOf(DockerException.class);
        beginning().isInstanceOf(DockerException.class);

        // When
        DOCKER.start();

        // Then
        assertThat(look()).isEqualTo(Sighting.Underway.WELL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "start"})
    void starts_one_container_although_the_answer_was_lost(String request) throws Exception {
        DOCKER.next("POST /v1.43/containers/.*" + request + ".*", Fault.of(Kind.CUT_AFTERWARDS));
        beginning().isInstanceOf(DockerException.class);
        containers.begin(task);
        assertThat(DOCKER.startedContainers()).containsExactly(task.externalId());
        assertThat(DOCKER.names()).containsExactly(task.externalId());
    }

    @Test
    void starts_one_container_although_another_replica_asks_at_the_same_time() throws Exception {
        // Given a look that finds nothing, just before the other one creates it
        DOCKER.next("GET .*" + task.externalId() + "/json", Fault.answer(404, "{\"message\":\"No such container\"}"));
        containers.begin(task);
        DOCKER.next("GET .*" + task.externalId() + "/json", Fault.answer(404, "{\"message\":\"No such container\"}"));

        // When
        containers.begin(task);

        // Then
        assertThat(DOCKER.startedContainers()).containsExactly(task.externalId());
    }

    @Test
    void does_not_wait_longer_than_set() {
        DOCKER.next("GET /v1.43/containers/json.*", Fault.of(Kind.HANG));
        assertThatThrownBy(() -> look(containers("3s")))
                .isInstanceOf(DockerException.class)
                .hasMessageMatching("server0 (did not answer within 3 s|cannot be asked: Read timed out)");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503})
    void is_asked_again_after_an_answer_that_may_heal(int status) {
        for (int i = 0; i < 2; i++) {
            DOCKER.next("POST /v1.43/containers/create.*", Fault.answer(status, "{\"message\":\"too busy\"}"));
        }
        beginning()
                .isInstanceOf(DockerException.class)
                .hasMessage("server0 does not create " + task.externalId() + ", and answers " + status + ": too busy");
    }

    @Test
    void says_what_it_refuses() {
        DOCKER.next("POST /v1.43/containers/create.*", Fault.answer(400, "{\"message\":\"invalid CPU count\"}"));
        beginning()
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("server0 does not create " + task.externalId() + ", and answers 400: invalid CPU count");
        DOCKER.next("POST /v1.43/containers/create.*", Fault.answer(403, "{\"message\":\"denied by policy\"}"));
        beginning()
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("server0 does not create " + task.externalId() + ", and answers 403: denied by policy;"
                        + " let its authorization plugin allow what Sluice does");
    }

    @Test
    void does_not_believe_half_an_answer() throws Exception {
        containers.begin(task);
        DOCKER.next("GET /v1.43/containers/json.*", Fault.of(Kind.HALF));
        assertThatThrownBy(this::look)
                .isInstanceOf(DockerException.class)
                .hasMessageStartingWith("server0 cannot be asked");
        DOCKER.next("GET /v1.43/containers/json.*", Fault.answer(200, "{}"));
        assertThatThrownBy(this::look).hasMessage("server0 answers with no list of containers");
        assertThat(look()).isEqualTo(Sighting.Underway.WELL);
    }

    @Test
    void says_that_a_container_is_paused() throws Exception {
        containers.begin(task);
        DOCKER.pause(task.externalId());
        assertThat(look()).isEqualTo(new Sighting.Underway("it is paused on server0"));
    }

    @Test
    void tells_of_one_that_somebody_has_removed() throws Exception {
        containers.begin(task);
        DOCKER.lose(task.externalId());
        assertThat(look())
                .isEqualTo(Sighting.Failed.forGood("container " + task.externalId()
                        + " is gone from server0, and nobody saw how it ended: see who removed it and what it has"
                        + " done, then retry the run"));
    }

    @Test
    void looks_for_a_thousand_with_one_request() throws Exception {
        // Given
        var tasks = java.util.stream.Stream.generate(() ->
                        Containers.of(SandboxDocker.IMAGE, "sleep", "3600").task())
                .limit(1000)
                .toList();
        for (var each : tasks) {
            containers.begin(each);
        }
        var before = DOCKER.requests().size();

        // When
        var seen = containers.look(Containers.HOST, tasks);

        // Then
        assertThat(seen.values()).hasSize(1000).containsOnly(Sighting.Underway.WELL);
        assertThat(DOCKER.requests()).hasSize(before + 1);
    }

    @Test
    void speaks_the_version_that_both_know() throws Exception {
        DOCKER.speak(24, 24);
        containers.begin(task);
        assertThat(DOCKER.requests()).anyMatch(request -> request.startsWith("POST /v1.24/containers/create"));

        // When the host is updated, and knows the old version no more
        DOCKER.speak(44, 70);

        // Then
        assertThatThrownBy(this::look)
                .isInstanceOf(DockerException.class)
                .hasMessageContaining("client version 1.24 is too old");
        assertThat(look()).isEqualTo(Sighting.Underway.WELL);
        assertThat(DOCKER.requests()).anyMatch(request -> request.startsWith("GET /v1.51/containers/json"));
    }

    @Test
    void refuses_an_engine_that_is_too_old() {
        DOCKER.speak(12, 23);
        beginning()
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("server0 speaks version 1.23 of Docker's API, and 1.24 is the oldest known here: update its"
                        + " Docker Engine");
    }

    @Test
    void is_no_docker_host_if_it_does_not_say_its_version() {
        DOCKER.next("GET /_ping", Fault.answer(200, "{}"));
        beginning()
                .isInstanceOf(DockerException.class)
                .hasMessage("server0 does not say which version of Docker's API it speaks; is a Docker Engine behind"
                        + " routes.connections.docker.server0.url?");
    }
}
