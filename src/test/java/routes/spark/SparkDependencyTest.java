package routes.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import sandbox.SandboxSpark;

import routes.shared.Dependency.Finding;
import routes.shared.Dependency.Level;

class SparkDependencyTest {

    private static SparkDependency dependency(SandboxSpark spark) {
        return new SparkDependency(Settings.clusters(Map.of(
                "routes.connections.spark.cluster.url", spark.url().toString(),
                "routes.connections.spark.cluster.web", spark.url().toString())));
    }

    @Test
    void tells_how_each_cluster_is() throws Exception {
        try (var spark = SandboxSpark.started()) {
            assertThat(dependency(spark).check())
                    .containsExactly(
                            Finding.good("pages of Spark cluster cluster", "workers alive: 1"),
                            Finding.good("submission server of Spark cluster cluster", "takes submissions"));
            spark.stop();
            assertThat(dependency(spark).check().stream().map(Finding::level)).containsOnly(Level.BROKEN);
        }
    }

    @Test
    void refuses_an_address_with_a_password_and_does_not_show_it() throws Exception {
        var clusters = Settings.clusters(Map.of(
                "routes.connections.spark.cluster.url", "http://sluice:geheim@master:6066",
                "routes.connections.spark.cluster.web", "http://master:8080"));

        assertThat(new SparkDependency(clusters).check())
                .allSatisfy(finding -> assertThat(finding.text())
                        .startsWith("routes.connections.spark.cluster.url (value hidden) is no address like"
                                + " http://HOST:PORT: write it without user and password"));
    }

    @Test
    void tells_of_certificates_that_cannot_be_read() throws Exception {
        var clusters = Settings.clusters(Map.of(
                "routes.connections.spark.cluster.url", "https://master:6066",
                "routes.connections.spark.cluster.web", "https://master:8080",
                "routes.connections.spark.cluster.ca-file", "/no/such/ca.pem"));

        assertThat(new SparkDependency(clusters).check())
                .allSatisfy(finding -> assertThat(finding.text())
                        .startsWith(
                                "routes.connections.spark.cluster.ca-file is /no/such/ca.pem, which cannot be read"));
    }
}
