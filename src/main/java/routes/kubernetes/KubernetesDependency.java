package routes.kubernetes;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;

import routes.shared.Dependency;
import routes.shared.InvalidInputException;

/** Tells whether the clusters of the configured connections answer, and let us run Jobs. */
@ApplicationScoped
class KubernetesDependency implements Dependency {

    private final Clusters clusters;

    KubernetesDependency(Clusters clusters) {
        this.clusters = clusters;
    }

    @Override
    public String name() {
        return "kubernetes";
    }

    @Override
    public List<Finding> check() {
        return clusters.names().stream().map(this::check).toList();
    }

    private Finding check(String connection) {
        var what = "connection " + connection;
        try {
            var cluster = clusters.get(connection);
            return look(what, cluster);
        } catch (InvalidInputException e) {
            return Finding.broken(what, e.getMessage());
        }
    }

    private static Finding look(String what, Cluster cluster) {
        var client = cluster.client();
        var namespace = cluster.namespace();
        var one = new ListOptionsBuilder().withLimit(1L).build();
        try {
            client.batch().v1().jobs().inNamespace(namespace).list(one);
            client.pods().inNamespace(namespace).list(one);
            client.v1().events().inNamespace(namespace).list(one);
            var denied = Rights.missing(client, namespace);
            return denied.isEmpty()
                    ? Finding.good(what, "lets us run Jobs in namespace " + namespace + ", and see pods and events")
                    : Finding.broken(
                            what,
                            "Kubernetes " + cluster.connection() + " does not allow us to " + String.join(", ", denied)
                                    + " in namespace " + namespace
                                    + ": bind our user to the Role of kubernetes/components/jobs");
        } catch (KubernetesClientException e) {
            return Finding.broken(
                    what,
                    Refusals.of(e, cluster, namespace, "list Jobs, pods and events")
                            .getMessage());
        }
    }
}
