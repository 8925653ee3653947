package routes.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sandbox.Fault;
import sandbox.Fault.Kind;
import sandbox.SandboxDocker;

import routes.external.Task;
import routes.shared.InvalidInputException;

/** Images that the host does not have yet. */
class ImagePullTest {

    private static final SandboxDocker DOCKER = SandboxDocker.started();
    private static final String IMAGE = "registry.example.org:5000/team/producer:2";
    private static final String PULL = "POST /v1.43/images/create.*";

    @BeforeEach
    void forget() {
        DOCKER.reset();
    }

    @AfterAll
    static void stop() {
        DOCKER.close();
    }

    private static DockerContainers containers(String... more) {
        return Settings.containers(settings(more));
    }

    private static Map<String, String> settings(String... more) {
        var settings = new java.util.HashMap<>(Map.of(
                "routes.connections.docker.server0.url", DOCKER.url().toString(), "routes.external.timeout", "1m"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    private static Task<ContainerRequest> task(PullPolicy pull) {
        return Containers.of(IMAGE, "say", "hello").pull(pull).task();
    }

    private static AbstractThrowableAssert<?, ?> beginning(DockerContainers containers) {
        return assertThatThrownBy(() -> containers.begin(task(PullPolicy.MISSING)));
    }

    @Test
    void are_pulled_once() throws Exception {
        DOCKER.offer(IMAGE, "");
        var containers = containers();
        containers.begin(task(PullPolicy.MISSING));
        containers.begin(task(PullPolicy.MISSING));
        assertThat(DOCKER.requests(PULL)).isEqualTo(1);
        assertThat(DOCKER.requests())
                .contains("POST /v1.43/images/create?fromImage=registry.example.org%3A5000%2Fteam%2Fproducer&tag=2");
    }

    @Test
    void are_pulled_for_each_container_where_a_tag_moves() throws Exception {
        DOCKER.offer(IMAGE, "");
        var containers = containers();
        var task = task(PullPolicy.ALWAYS);
        containers.begin(task);
        containers.begin(task);
        containers.begin(task(PullPolicy.ALWAYS));
        assertThat(DOCKER.requests(PULL)).isEqualTo(2);
    }

    @Test
    void are_pulled_as_the_user_of_their_registry() throws Exception {
        DOCKER.offer(IMAGE, "letmein");
        containers(
                        "routes.connections.registry.team.server", "registry.example.org:5000",
                        "routes.connections.registry.team.user", "sluice",
                        "routes.connections.registry.team.password", "letmein")
                .begin(task(PullPolicy.MISSING));
        assertThat(DOCKER.running() + DOCKER.startedContainers().size()).isPositive();
    }

    @Test
    void are_refused_to_strangers() {
        DOCKER.offer(IMAGE, "letmein");
        beginning(containers(
                        "routes.connections.registry.team.server", "registry.example.org:5000",
                        "routes.connections.registry.team.user", "sluice",
                        "routes.connections.registry.team.password", "a-wrong-one"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("server0 cannot pull " + IMAGE + ": unauthorized: authentication required; set server, user"
                        + " and password of registry.example.org:5000 in routes.connections.registry, and see that the"
                        + " image exists")
                .hasMessageNotContaining("a-wrong-one");
    }

    @Test
    void are_not_found_by_a_wrong_name() {
        beginning(containers())
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("server0 cannot pull " + IMAGE + ": manifest for " + IMAGE
                        + " not found: manifest unknown: manifest unknown; look at its name and tag");
    }

    @Test
    void are_asked_for_again_where_a_pull_that_began_well_breaks_off() throws Exception {
        // Given
        DOCKER.offer(IMAGE, "");
        DOCKER.next(PULL, Fault.answer(200, """
            {"status":"Pulling from team/producer"}
            {"errorDetail":{"message":"unexpected EOF"},"error":"unexpected EOF"}
            """));
        DOCKER.next(PULL, Fault.answer(200, "{\"status\":\"Downloading\"}\n{\"stat"));
        DOCKER.next(PULL, Fault.answer(500, "{\"message\":\"Get https://registry.example.org: no such host\"}"));
        var containers = containers();

        // Then
        beginning(containers)
                .isInstanceOf(DockerException.class)
                .hasMessage("server0 cannot pull " + IMAGE + ": unexpected EOF");
        beginning(containers)
                .isInstanceOf(DockerException.class)
                .hasMessage("server0 broke off while it pulled " + IMAGE);
        beginning(containers)
                .isInstanceOf(DockerException.class)
                .hasMessageEndingWith("Get https://registry.example.org: no such host");
        containers.begin(task(PullPolicy.MISSING));
    }

    @Test
    void hold_up_nobody_for_long_and_are_pulled_once_for_all_who_want_them() throws Exception {
        // Given
        DOCKER.offer(IMAGE, "");
        DOCKER.next(PULL, Fault.of(Kind.HANG));
        var containers = Settings.containers(settings(), Duration.ofMillis(500));
        var task = task(PullPolicy.MISSING);

        // When
        var other = CompletableFuture.runAsync(() -> {
            try {
                containers.begin(task(PullPolicy.MISSING));
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });

        // Then
        assertThatThrownBy(() -> containers.begin(task))
                .isInstanceOf(DockerException.class)
                .hasMessage("server0 is still pulling the image " + IMAGE);
        assertThatThrownBy(other::join).hasMessageContaining("still pulling");
        assertThat(DOCKER.requests(PULL)).isEqualTo(1);

        // When the pull has failed, both ask again
        DOCKER.stop();
        DOCKER.start();
        await().ignoreExceptionsInstanceOf(DockerException.class).until(() -> containers.begin(task) != null);
    }
}
