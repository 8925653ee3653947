package routes.spark;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import routes.external.ExternalConfig;
import routes.shared.InvalidInputException;

/** The clusters of the settings. */
@ApplicationScoped
class SparkClusters {

    private final SparkConfig config;
    private final ExternalConfig external;
    private final Map<String, SparkCluster> clusters = new ConcurrentHashMap<>();

    SparkClusters(SparkConfig config, ExternalConfig external) {
        this.config = config;
        this.external = external;
    }

    /** Names of all clusters. */
    Set<String> names() {
        return new TreeSet<>(config.clusters().keySet());
    }

    /** @throws InvalidInputException if there is no such cluster, or its settings cannot be used */
    SparkCluster cluster(String name) {
        var settings = config.clusters().get(name);
        if (settings == null) {
            throw new InvalidInputException("there is no Spark cluster " + name + ", only " + names()
                    + ": set routes.connections.spark." + name + ".url and .web");
        }
        return clusters.computeIfAbsent(name, unused -> {
            check(name + ".url", settings.url());
            check(name + ".web", settings.web());
            return SparkCluster.of(name, settings, external.timeout());
        });
    }

    private static void check(String setting, List<URI> addresses) {
        for (var address : addresses) {
            if (address.getHost() == null
                    || !Set.of("http", "https").contains(address.getScheme())
                    || address.getUserInfo() != null) {
                // Not shown: it may hold a password.
                throw new InvalidInputException("routes.connections.spark." + setting
                        + " (value hidden) is no address like http://HOST:PORT: write it without user and password; a"
                        + " filter of the cluster takes the token");
            }
        }
    }
}
