package routes.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sandbox.SandboxDocker;

import routes.shared.Dependency.Finding;
import routes.shared.Dependency.Level;

class RegistryDependencyTest {

    private static final String SERVER = "registry.example.org:5000";
    private static final String WHAT = "registry team from server0";

    private final SandboxDocker docker = SandboxDocker.started();

    @AfterEach
    void close() {
        docker.close();
    }

    @Test
    void lets_each_host_ask_each_registry() throws Exception {
        docker.offer(SERVER + "/team/producer:2", "letmein");

        assertThat(check("letmein")).containsExactly(Finding.good(WHAT, "takes user sluice"));
        assertThat(check("a-wrong-one"))
                .containsExactly(Finding.broken(
                        WHAT,
                        "the registry does not take them: login attempt to https://" + SERVER
                                + "/v2/ failed with status: 401 Unauthorized; see routes.connections.registry.team.user"
                                + " and .password"));
    }

    @Test
    void tells_of_a_registry_that_a_host_cannot_reach() throws Exception {
        assertThat(check("letmein")).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.BROKEN);
            assertThat(finding.text())
                    .startsWith("server0 does not log in to " + SERVER + ", and answers 500: ")
                    .endsWith("no such host; see that the host runs, and can reach the registry");
        });
    }

    @Test
    void tells_of_a_password_that_is_not_there() throws Exception {
        assertThat(check("file:/no/such/password"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text())
                        .startsWith(
                                "routes.connections.registry.team.password names the file /no/such/password, which"));
    }

    @Test
    void says_that_nobody_could_try_without_a_host() throws Exception {
        assertThat(Settings.registries(registry("letmein")).check())
                .containsExactly(
                        Finding.good("registry team", "has a password; there is no Docker host that could try it"));
        assertThat(Settings.registries(Map.of()).check()).isEmpty();
    }

    private List<Finding> check(String password) throws InterruptedException {
        var settings = new HashMap<>(registry(password));
        settings.put("routes.connections.docker.server0.url", docker.url().toString());
        return Settings.registries(settings).check();
    }

    private static Map<String, String> registry(String password) {
        return Map.of(
                "routes.connections.registry.team.server", SERVER,
                "routes.connections.registry.team.user", "sluice",
                "routes.connections.registry.team.password", password);
    }
}
