package routes.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import routes.external.Sighting;
import routes.shared.InvalidInputException;

/** What only a real Docker Engine can show, beside what the stand-in is held to as well. */
public abstract class RealDockerContract extends DockerContainersContract {

    private static final String HOST = "routes.connections.docker.server0.";

    /** What the peer's script said. */
    protected abstract String value(String key);

    @Override
    protected Map<String, String> connection() {
        return Map.of(HOST + "url", value("URL"), HOST + "certificates", value("CERTIFICATES"));
    }

    @Override
    protected String image() {
        return value("IMAGE");
    }

    @Test
    void is_reached_by_its_unix_socket_too() throws Exception {
        var host = Settings.hosts(Map.of(HOST + "url", value("SOCKET"))).host(Containers.HOST);
        assertThat(host.list(ContainerBody.STEP).isArray()).isTrue();
        assertThat(host.version()).matches("1\\.\\d+");
    }

    @Test
    void says_that_it_wants_tls() {
        var host = Settings.hosts(Map.of(HOST + "url", value("URL"))).host(Containers.HOST);
        assertThatThrownBy(host::version)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("server0 wants TLS: set routes.connections.docker.server0.certificates to the folder of"
                        + " ca.pem, cert.pem and key.pem");
    }

    @Test
    void refuses_a_client_that_its_authority_has_not_signed() {
        var certificates = Path.of("src/test/resources/certificates");
        var host = Settings.hosts(Map.of(
                        HOST + "url", value("URL"),
                        HOST + "ca", value("CERTIFICATES") + "/ca.pem",
                        HOST + "cert", certificates.resolve("pkcs8.pem").toString(),
                        HOST + "key", certificates.resolve("pkcs8-key.pem").toString()))
                .host(Containers.HOST);
        assertThatThrownBy(host::version)
                .isInstanceOf(DockerException.class)
                .hasMessageStartingWith("server0 cannot be asked: ");
    }

    @Test
    void keeps_to_a_file_system_that_can_only_be_read_but_for_binds() throws Exception {
        // Given
        var containers = Settings.containers(connection());
        var folder = Files.createTempDirectory("sluice-bind-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        var refused = Containers.of(image(), "write", "/anywhere").readOnly().task();
        var allowed = Containers.of(image(), "write", "/out/file")
                .readOnly()
                .user("1000:1000")
                .bind(folder + ":/out")
                .task();

        // When
        containers.begin(refused);
        containers.begin(allowed);

        // Then
        await().atMost(Duration.ofSeconds(20))
                .until(() -> containers.look(Containers.HOST, List.of(refused, allowed)).values().stream()
                        .noneMatch(Sighting.Underway.class::isInstance));
        var seen = containers.look(Containers.HOST, List.of(refused, allowed));
        assertThat(seen.get(allowed.externalId())).isInstanceOf(Sighting.Succeeded.class);
        assertThat(seen.get(refused.externalId()))
                .isEqualTo(Sighting.Failed.forGood(
                        "container " + refused.externalId() + " on server0 ended with exit code 8"));
        assertThat(folder.resolve("file")).hasContent("written");
    }

    @Test
    void may_be_killed_while_its_containers_go_on() throws Exception {
        // Given
        var containers = Settings.containers(connection());
        var task = Containers.of(image(), "sleep", "4", "say", "still here").task();
        containers.begin(task);

        // When
        ProcessHandle.of(Long.parseLong(
                        Files.readString(Path.of(value("PIDFILE"))).strip()))
                .orElseThrow()
                .destroyForcibly();

        // Then
        assertThatThrownBy(() -> containers.look(Containers.HOST, List.of(task)))
                .isInstanceOf(DockerException.class);
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(DockerException.class)
                .until(() -> containers.look(Containers.HOST, List.of(task)).get(task.externalId())
                        instanceof Sighting.Succeeded);
    }
}
