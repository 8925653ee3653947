package sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;

class RosbagServersTest {

    private static final String STORE = "https://minio.example.org";

    @Test
    void are_none_where_the_environment_names_none() {
        var servers = RosbagServers.of(Map.of());

        assertThat(servers.settings()).containsEntry("routes.rosbag.processor", "local");
        assertThat(servers.places()).isEmpty();
    }

    @Test
    void are_the_cluster_of_the_environment_where_it_names_an_image_too() {
        var servers = RosbagServers.of(Map.of(
                "KUBECONFIG", "/home/me/.kube/config",
                "ROUTES_ROSBAG_KUBERNETES_IMAGE", "registry.example.org/sluice:1",
                "MINIO_ENDPOINT", STORE));

        assertThat(servers.settings())
                .containsEntry("routes.rosbag.processor", "kubernetes")
                .containsEntry("routes.connections.kubernetes.default.kubeconfig", "/home/me/.kube/config");
        assertThat(servers.places())
                .singleElement()
                .asString()
                .startsWith("the real Kubernetes cluster of /home/me/.kube/config");
    }

    @Test
    void leave_the_cluster_of_somebody_alone_who_names_no_image() {
        var servers = RosbagServers.of(Map.of("KUBECONFIG", "/home/me/.kube/config"));

        assertThat(servers.settings()).containsEntry("routes.rosbag.processor", "local");
        assertThat(servers.places())
                .singleElement()
                .asString()
                .contains("/home/me/.kube/config", "ROUTES_ROSBAG_KUBERNETES_IMAGE");
    }

    @Test
    void are_the_airflow_of_the_environment() {
        var servers = RosbagServers.of(Map.of("AIRFLOW_BASE_URL", "http://airflow:8080", "MINIO_ENDPOINT", STORE));

        assertThat(servers.settings()).containsEntry("routes.rosbag.processor", "airflow");
        assertThat(servers.places()).singleElement().asString().startsWith("the real Airflow http://airflow:8080");
    }

    @Test
    void need_a_store_that_they_reach() {
        assertThatThrownBy(() -> RosbagServers.of(Map.of("AIRFLOW_BASE_URL", "http://airflow:8080")))
                .hasMessageContaining("MINIO_ENDPOINT is missing: a real Airflow");
        assertThatThrownBy(() ->
                        RosbagServers.of(Map.of("KUBECONFIG", "config", "ROUTES_ROSBAG_KUBERNETES_IMAGE", "sluice:1")))
                .hasMessageContaining("MINIO_ENDPOINT is missing: a real Kubernetes");
    }
}
