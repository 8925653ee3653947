package routes.airflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sandbox.SandboxAirflow;

import routes.shared.Dependency.Finding;
import routes.shared.InvalidInputException;

class AirflowConnectionTest {

    private static final String PREFIX = "routes.connections.airflow.test.";

    @ParameterizedTest
    @ValueSource(strings = {"airflow:8080", "ftp://airflow", "http://sluice:geheim@airflow:8080", "/airflow"})
    void refuses_what_is_no_address_without_showing_it(String url) {
        assertThatThrownBy(() -> connect(Map.of(PREFIX + "url", url)).look("test", List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("routes.connections.airflow.test.url (value hidden) is no address like http://airflow:8080:"
                        + " write it without user and password");
    }

    @Test
    void a_connection_whose_settings_are_wrong_is_told_and_spoils_no_other(@TempDir Path folder) throws Exception {
        // Given
        var missing = folder.resolve("password");
        try (var airflow = SandboxAirflow.started(SandboxAirflow.Version.THREE)) {
            var connections = Settings.connections(
                    Map.of(
                            PREFIX + "url",
                            airflow.url().toString(),
                            PREFIX + "user",
                            SandboxAirflow.USER,
                            PREFIX + "password",
                            SandboxAirflow.PASSWORD,
                            "routes.connections.airflow.broken.url",
                            "http://airflow",
                            "routes.connections.airflow.broken.user",
                            "sluice",
                            "routes.connections.airflow.broken.password",
                            "file:" + missing),
                    Settings.TIMEOUT);

            // When
            var findings = new AirflowDependency(connections).check();

            // Then
            assertThat(findings)
                    .containsExactly(
                            Finding.broken(
                                    "connection broken",
                                    "routes.connections.airflow.broken.password names the file " + missing
                                            + ", which cannot be read (NoSuchFileException): mount it, or set the value"
                                            + " itself"),
                            Finding.good("connection test", "answers as Airflow 3.x"));
        }
    }

    @Test
    void refuses_a_user_without_password() {
        assertThatThrownBy(() -> connect(Map.of(PREFIX + "url", "http://airflow", PREFIX + "user", "sluice"))
                        .look("test", List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("routes.connections.airflow.test.password is missing: set the password of user sluice");
    }

    @Test
    void refuses_certificates_that_cannot_be_read(@TempDir Path folder) {
        var file = folder.resolve("ca.pem").toString();

        assertThatThrownBy(() -> connect(Map.of(PREFIX + "url", "https://airflow", PREFIX + "ca-file", file))
                        .look("test", List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("routes.connections.airflow.test.ca-file is " + file
                        + ", which cannot be read as certificates in PEM");
    }

    @Test
    void names_the_connections_there_are_when_another_is_asked_for() {
        var system = connect(Map.of(PREFIX + "url", "http://airflow"));

        assertThatThrownBy(() -> system.look("other", List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("there is no Airflow called other: set routes.connections.airflow.other.url, or use one of"
                        + " [test]");
    }

    @Test
    void says_what_to_set_where_there_is_no_connection() {
        assertThatThrownBy(() -> connect(Map.of()).look("default", List.of()))
                .hasMessage("there is no Airflow called default: set routes.connections.airflow.default.url");
    }

    private static AirflowDagRuns connect(Map<String, String> settings) {
        return Settings.system(settings, Settings.TIMEOUT);
    }
}
