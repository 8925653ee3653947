package sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the demo's recordings are processed: by the Airflow or in the Kubernetes cluster that the environment names by the
 * variables their users know, or else inside the application.
 */
record RosbagServers(Map<String, String> settings, List<String> places) {

    private static final String PROCESSOR = "routes.rosbag.processor";
    private static final String IMAGE = "ROUTES_ROSBAG_KUBERNETES_IMAGE";

    static RosbagServers of(Map<String, String> environment) {
        if (environment.containsKey("AIRFLOW_BASE_URL")) {
            requireRealStore(environment, "Airflow");
            return new RosbagServers(
                    Map.of(PROCESSOR, "airflow"),
                    List.of("the real Airflow " + environment.get("AIRFLOW_BASE_URL")
                            + ", which needs the DAG of kubernetes/airflow"));
        }
        if (environment.containsKey("KUBECONFIG")) {
            return environment.containsKey(IMAGE) ? cluster(environment) : withoutImage(environment);
        }
        return new RosbagServers(Map.of(PROCESSOR, "local"), List.of());
    }

    private static RosbagServers cluster(Map<String, String> environment) {
        requireRealStore(environment, "Kubernetes");
        var settings = new HashMap<String, String>();
        settings.put(PROCESSOR, "kubernetes");
        settings.put("routes.connections.kubernetes.default.kubeconfig", environment.get("KUBECONFIG"));
        return new RosbagServers(
                settings,
                List.of("the real Kubernetes cluster of " + environment.get("KUBECONFIG")
                        + ", which needs the Secret sluice with MINIO_ACCESS_KEY and MINIO_SECRET_KEY"));
    }

    /** Many people have the variable set all the time, and want nothing of this demo in their cluster. */
    private static RosbagServers withoutImage(Map<String, String> environment) {
        return new RosbagServers(
                Map.of(PROCESSOR, "local"),
                List.of("nothing in the Kubernetes cluster of " + environment.get("KUBECONFIG") + ": " + IMAGE
                        + " names no image of Sluice for its Jobs"));
    }

    private static void requireRealStore(Map<String, String> environment, String whose) {
        if (!environment.containsKey("MINIO_ENDPOINT")) {
            throw new IllegalStateException(
                    "MINIO_ENDPOINT is missing: a real " + whose + " needs a store that its work reaches, too");
        }
    }
}
