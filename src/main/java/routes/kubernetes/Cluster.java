package routes.kubernetes;

import java.util.Optional;

import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * A cluster as a connection reaches it.
 *
 * @param connection name of the connection
 * @param client speaks to the API server; it tries nothing twice
 * @param namespace of steps that name none
 * @param page address of a page that shows a piece of work, with {namespace} and {name} in it
 */
record Cluster(String connection, KubernetesClient client, String namespace, Optional<String> page) {

    /** Where a person can look at a piece of work, or null. */
    String link(String in, String name) {
        return page.map(text -> text.replace("{namespace}", in).replace("{name}", name))
                .orElse(null);
    }
}
