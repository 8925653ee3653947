package sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;

class DailyServersTest {

    @Test
    void stand_in_for_what_the_environment_does_not_name_and_say_so() {
        var servers = DailyServers.of(Map.of());

        assertThat(servers.places()).hasSize(3).allMatch(place -> place.startsWith("stand-in of "));
        assertThat(servers.containers()).hasValue(0);
        assertThat(servers.drivers()).hasValue(0);
    }

    @Test
    void are_those_of_the_environment_where_it_names_them() {
        // When
        var servers = DailyServers.of(Map.of(
                "DOCKER_HOST", "tcp://10.0.0.1:2376",
                "DOCKER_CERT_PATH", "/home/me/.docker",
                "SPARK_MASTER_REST_URL", "http://10.0.0.2:6066",
                "ROUTES_DAILY_SPARK_JAR", "s3a://jars/clicks.jar"));

        // Then
        assertThat(servers.places())
                .containsExactly(
                        "the real Docker host tcp://10.0.0.1:2376, as server0 and server1",
                        "the real Spark cluster http://10.0.0.2:6066");
        assertThat(servers.settings())
                .containsEntry("routes.connections.docker.server1.url", "tcp://10.0.0.1:2376")
                .containsEntry("routes.connections.docker.server1.certificates", "/home/me/.docker")
                .containsEntry("routes.connections.spark.cluster.web", "http://10.0.0.2:8080");
        assertThat(servers.containers()).isEmpty();
        assertThat(servers.drivers()).isEmpty();
    }

    @Test
    void say_what_a_real_cluster_needs_beside_its_address() {
        assertThatThrownBy(() -> DailyServers.of(Map.of("SPARK_MASTER_REST_URL", "http://10.0.0.2:6066")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("ROUTES_DAILY_SPARK_JAR is missing");
    }
}
