package routes.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import sandbox.SandboxDocker;

import routes.shared.Dependency.Finding;
import routes.shared.Dependency.Level;

class DockerDependencyTest {

    @Test
    void tells_how_each_host_is() throws Exception {
        try (var plain = SandboxDocker.started();
                var secured = SandboxDocker.startedWithTls()) {
            // Given
            var certificates = "src/test/resources/certificates/";
            var dependency = new DockerDependency(Settings.hosts(Map.of(
                    "routes.connections.docker.open.url",
                    plain.url().toString(),
                    "routes.connections.docker.secured.url",
                    secured.url().toString(),
                    "routes.connections.docker.secured.ca",
                    certificates + "ca.pem",
                    "routes.connections.docker.secured.cert",
                    certificates + "ec.pem",
                    "routes.connections.docker.secured.key",
                    certificates + "ec-key.pem",
                    "routes.connections.docker.wrong.url",
                    "ssh://server0")));

            // When
            var findings = dependency.check();

            // Then
            assertThat(findings.stream().map(Finding::level)).containsExactly(Level.WARNING, Level.GOOD, Level.BROKEN);
            assertThat(findings.get(0).text()).startsWith("speaks version 1.43 of Docker's API, unprotected: ");
            assertThat(findings.get(2).text()).startsWith("routes.connections.docker.wrong.url is ssh://server0");
        }
    }

    @Test
    void has_nothing_to_tell_without_hosts() throws Exception {
        assertThat(new DockerDependency(Settings.hosts(Map.of())).check()).isEmpty();
    }
}
