package routes.kubernetes;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Connections to clusters, as the settings would give them. */
final class Connections {

    private Connections() {}

    /** The connections {@code default}, {@code admin}, and {@code wrong} with a token that nobody knows. */
    static Clusters to(JobSteps.Server server, Duration timeout) {
        return new Clusters(
                Map.of(
                        "default", to(server, server.token()),
                        "admin", to(server, server.adminToken()),
                        "wrong", to(server, "wrong")),
                timeout,
                false);
    }

    private static Given to(JobSteps.Server server, String token) {
        return new Given(Optional.of(server.url()), Optional.of(token), server.authority(), Optional.empty());
    }

    record Given(Optional<URI> url, Optional<String> token, Optional<Path> caFile, Optional<Path> kubeconfig)
            implements KubernetesConfig.Connection {

        @Override
        public Optional<String> context() {
            return Optional.empty();
        }

        @Override
        public Optional<String> namespace() {
            return Optional.empty();
        }

        @Override
        public Optional<String> link() {
            return Optional.of("https://console.example.org/{namespace}/jobs/{name}");
        }
    }
}
