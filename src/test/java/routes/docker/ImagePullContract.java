package routes.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import routes.external.Task;
import routes.shared.InvalidInputException;

/** What is promised of images that a registry has, for those who may pull them, on whatever Docker host. */
public abstract class ImagePullContract {

    /** Settings of the host {@code server0}. */
    protected abstract Map<String, String> connection();

    /** A registry that has {@code team/worker:1} and {@code team/worker:2} for the user sluice with the password letmein. */
    protected abstract String registry();

    private DockerContainers as(String password) {
        var settings = new HashMap<>(connection());
        if (password != null) {
            settings.put("routes.connections.registry.team.server", registry());
            settings.put("routes.connections.registry.team.user", "sluice");
            settings.put("routes.connections.registry.team.password", password);
        }
        return Settings.containers(settings);
    }

    private Task<ContainerRequest> task(String image, PullPolicy pull) {
        return Containers.of(registry() + "/team/" + image, "say", "hello")
                .pull(pull)
                .task();
    }

    @Test
    void are_pulled_as_the_user_of_their_registry() throws Exception {
        for (var task : List.of(task("worker:1", PullPolicy.ALWAYS), task("worker:2", PullPolicy.MISSING))) {
            assertThat(as("letmein").begin(task).handle()).isNotBlank();
        }
    }

    @Test
    void are_refused_to_strangers() {
        for (var password : new String[] {"a-wrong-one", null}) {
            assertThatThrownBy(() -> as(password).begin(task("worker:1", PullPolicy.ALWAYS)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("server0 cannot pull " + registry() + "/team/worker:1: ")
                    .hasMessageEndingWith("; set server, user and password of " + registry()
                            + " in routes.connections.registry, and see that the image exists");
        }
    }

    @Test
    void are_not_found_by_a_wrong_tag_or_name() {
        for (var image : new String[] {"worker:9", "nobody:1"}) {
            assertThatThrownBy(() -> as("letmein").begin(task(image, PullPolicy.MISSING)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("server0 cannot pull " + registry() + "/team/" + image + ": manifest for ")
                    .hasMessageEndingWith("; look at its name and tag");
        }
    }

    @Test
    void are_asked_for_again_while_their_registry_is_away() {
        var task = Containers.of("localhost:1/team/worker:1", "say", "hello")
                .pull(PullPolicy.MISSING)
                .task();
        assertThatThrownBy(() -> as(null).begin(task))
                .isInstanceOf(DockerException.class)
                .hasMessageContaining("connection refused");
    }
}
