package routes.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sandbox.SandboxKubernetes;

import routes.shared.InvalidInputException;

class KubernetesDependencyTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static SandboxKubernetes server;
    private static Clusters clusters;

    @BeforeAll
    static void connect() {
        server = SandboxKubernetes.started();
        clusters = Connections.to(
                new JobSteps.Server(server.url(), server.token(), server.token(), Optional.empty(), "restricted"),
                TIMEOUT);
    }

    @AfterAll
    static void disconnect() {
        clusters.close();
        server.close();
    }

    @Test
    void tells_how_each_connection_is_and_which_rights_it_lacks() {
        assertThat(findings())
                .satisfiesExactly(
                        admin -> assertThat(admin)
                                .isEqualTo("connection admin: GOOD: lets us run Jobs in namespace default, and see pods"
                                        + " and events"),
                        usual -> assertThat(usual).startsWith("connection default: GOOD"),
                        wrong -> assertThat(wrong)
                                .startsWith("connection wrong: BROKEN: Kubernetes wrong does not know who"));

        // When
        server.forbid("create", "default");
        server.forbid("delete", "default");

        // Then
        assertThat(findings())
                .contains("connection default: BROKEN: Kubernetes default does not allow us to create jobs, delete jobs"
                        + " in namespace default: bind our user to the Role of kubernetes/components/jobs");
    }

    @Test
    void knows_the_cluster_that_sluice_runs_in_without_a_setting() {
        assertThat(new Clusters(Map.of(), TIMEOUT, true).names()).containsExactly("default");
        assertThat(new Clusters(Map.of(), TIMEOUT, false).names()).isEmpty();
    }

    @Test
    void shows_no_password_of_an_address() {
        var secret = new Connections.Given(
                Optional.of(URI.create("https://sluice:geheim@10.0.0.1:6443")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThatThrownBy(() -> new Clusters(Map.of("lab", secret), TIMEOUT, false).get("lab"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("routes.connections.kubernetes.lab.url (value hidden) holds a user and a password: leave"
                        + " them out, and set routes.connections.kubernetes.lab.token");
    }

    private static List<String> findings() {
        return new KubernetesDependency(clusters)
                .check().stream()
                        .map(finding -> finding.what() + ": " + finding.level() + ": " + finding.text())
                        .toList();
    }
}
