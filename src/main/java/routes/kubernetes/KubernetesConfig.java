package routes.kubernetes;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;

/** Settings of the connections to Kubernetes clusters. */
@ConfigMapping(prefix = "routes.connections.kubernetes")
public interface KubernetesConfig {

    /** The connections, by the names that steps call them. */
    @WithParentName
    Map<String, Connection> connections();

    /** A connection to a cluster; with neither kubeconfig nor url it is the cluster that Sluice itself runs in. */
    interface Connection {

        /** File with clusters and users, as {@code kubectl} reads it. */
        Optional<Path> kubeconfig();

        /** Context of the kubeconfig; without one, its current context. */
        Optional<String> context();

        /** Address of the API server, such as {@code https://10.0.0.1:6443}, where there is no kubeconfig. */
        Optional<URI> url();

        /** Bearer token for the url, or {@code file:/path} of one. */
        Optional<String> token();

        /** File with the certificate of the authority that vouches for the url; without one, those Java trusts. */
        Optional<Path> caFile();

        /** Namespace of steps that name none; without one, that of the context or of Sluice's own pod. */
        Optional<String> namespace();

        /** Page that shows a piece of work to people, with {namespace} and {name} in it. */
        Optional<String> link();
    }
}
