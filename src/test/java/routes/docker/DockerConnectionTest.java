package routes.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sandbox.SandboxDocker;

import routes.shared.InvalidInputException;

/** Ways to a Docker host. */
class DockerConnectionTest {

    private static final Path CERTIFICATES = Path.of("src/test/resources/certificates");
    private static final SandboxDocker SECURED = SandboxDocker.startedWithTls();

    @TempDir
    Path folder;

    @AfterAll
    static void stop() {
        SECURED.close();
    }

    private static DockerHosts hosts(String url, Map<String, String> more) {
        var settings = new HashMap<String, String>();
        settings.put("routes.connections.docker.server0.url", url);
        settings.put("routes.external.timeout", "1m");
        more.forEach((key, value) -> settings.put("routes.connections.docker.server0." + key, value));
        return Settings.hosts(settings);
    }

    private static Map<String, String> certificates(String client) {
        return Map.of(
                "ca", CERTIFICATES.resolve("ca.pem").toString(),
                "cert", CERTIFICATES.resolve(client + ".pem").toString(),
                "key", CERTIFICATES.resolve(client + "-key.pem").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pkcs8", "pkcs1", "ec", "ec8"})
    void is_encrypted_whatever_the_kind_of_key(String client) throws Exception {
        var host = hosts(SECURED.url().toString(), certificates(client)).host("server0");
        assertThat(host.version()).isEqualTo("1.43");
    }

    @Test
    void takes_the_usual_names_from_a_folder_and_notices_renewed_files() throws Exception {
        // Given
        renew("pkcs8");
        var hosts = hosts(SECURED.url().toString(), Map.of("certificates", folder.toString()));
        var first = hosts.host("server0");
        assertThat(first.version()).isEqualTo("1.43");
        assertThat(hosts.host("server0")).isSameAs(first);

        // When
        renew("pkcs1");
        Files.setLastModifiedTime(
                folder.resolve("key.pem"), FileTime.from(Instant.now().plusSeconds(60)));

        // Then
        assertThat(hosts.host("server0")).isNotSameAs(first);
        assertThat(hosts.host("server0").version()).isEqualTo("1.43");
    }

    private void renew(String client) throws Exception {
        for (var file : List.of("ca.pem", client + ".pem", client + "-key.pem")) {
            var name = file.replace(client + ".pem", "cert.pem").replace(client + "-key.pem", "key.pem");
            Files.copy(CERTIFICATES.resolve(file), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void trusts_no_host_of_another_authority() throws Exception {
        var client = new HashMap<>(certificates("pkcs8"));
        client.put("ca", CERTIFICATES.resolve("pkcs8.pem").toString());
        var host = hosts(SECURED.url().toString(), client).host("server0");
        assertThatThrownBy(host::version)
                .isInstanceOf(DockerException.class)
                .hasMessageStartingWith("server0 cannot be asked: ")
                .hasMessageEndingWith("; look at the certificates of both sides");
    }

    @Test
    void says_which_certificate_is_missing_or_wrong() {
        assertThatThrownBy(() ->
                        hosts("tcp://server0:2376", Map.of("ca", "ca.pem")).host("server0"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "routes.connections.docker.server0.cert is missing: name the file, or the folder of all three"
                                + " as certificates");
        assertThatThrownBy(() -> hosts("tcp://server0:2376", Map.of("certificates", folder.toString()))
                        .host("server0"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the file " + folder.resolve("ca.pem") + " cannot be read: mount it, or name another");
        var swapped = new HashMap<>(certificates("pkcs8"));
        swapped.put("key", swapped.get("cert"));
        assertThatThrownBy(() -> hosts("tcp://server0:2376", swapped).host("server0"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cannot be used: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server0", "ssh://server0", "https://server0", "tcp:2375"})
    void says_how_an_address_is_written(String url) {
        assertThatThrownBy(() -> hosts(url, Map.of()).host("server0"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("routes.connections.docker.server0.url is " + url
                        + ": write tcp://HOST:PORT, with certificates for TLS, or unix:///PATH");
    }

    @Test
    void may_be_a_unix_socket() throws Exception {
        try (var docker = SandboxDocker.started();
                var bridge = new UnixBridge(folder.resolve("docker.sock"), docker.url())) {
            var host =
                    hosts("unix://" + folder.resolve("docker.sock"), Map.of()).host("server0");
            assertThat(host.version()).isEqualTo("1.43");
            assertThat(host.list(ContainerBody.STEP)).isEmpty();
            assertThat(bridge).isNotNull();
        }
    }
}
