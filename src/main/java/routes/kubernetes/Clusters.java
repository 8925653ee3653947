package routes.kubernetes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.TlsVersion;

import routes.external.ExternalConfig;
import routes.shared.InvalidInputException;
import routes.shared.Secret;

/** Knows the clusters by the names of their connections. None is asked for anything before a step needs it. */
@ApplicationScoped
class Clusters {

    /** The connection of steps that name none. */
    static final String DEFAULT = "default";

    private static final String PREFIX = "routes.connections.kubernetes.";

    private final Map<String, KubernetesConfig.Connection> connections;
    private final boolean own;
    private final int timeout;
    private final Map<String, Cluster> clusters = new ConcurrentHashMap<>();

    @Inject
    Clusters(KubernetesConfig config, ExternalConfig external) {
        this(config.connections(), external.timeout(), hasOwn());
    }

    /** @param own whether Sluice runs in a cluster, and has an account there */
    Clusters(Map<String, KubernetesConfig.Connection> connections, Duration timeout, boolean own) {
        this.connections = Map.copyOf(connections);
        this.own = own;
        this.timeout = Math.toIntExact(timeout.toMillis());
    }

    /**
     * The cluster of a connection.
     *
     * @throws InvalidInputException if there is no such connection, or its settings cannot be read
     */
    Cluster get(String connection) {
        return clusters.computeIfAbsent(connection, this::connect);
    }

    /** Names of the connections that there are, by a setting or because Sluice runs there. */
    Set<String> names() {
        var names = new TreeSet<>(connections.keySet());
        if (own) {
            names.add(DEFAULT);
        }
        return names;
    }

    /** Without a token of its account Sluice is in a cluster only by chance, and not meant to work there. */
    private static boolean hasOwn() {
        return System.getenv("KUBERNETES_SERVICE_HOST") != null
                && Files.exists(Path.of(Config.KUBERNETES_SERVICE_ACCOUNT_TOKEN_PATH));
    }

    @PreDestroy
    void close() {
        clusters.values().forEach(cluster -> cluster.client().close());
    }

    private Cluster connect(String name) {
        var settings = connections.get(name);
        if (settings == null && !name.equals(DEFAULT)) {
            throw new InvalidInputException("there is no Kubernetes connection " + name + ": use one of "
                    + new TreeSet<>(connections.keySet()) + ", or set " + PREFIX + name + ".url or .kubeconfig");
        }
        var config = settings == null ? own(name, null) : config(name, settings);
        config.setConnectionTimeout(timeout);
        config.setRequestTimeout(timeout);
        // The ledger tries again, after a while; a client that does so too multiplies the calls.
        config.setRequestRetryBackoffLimit(0);
        // Over HTTP/2 the server ends the connection with a 401, and the answer is lost with it.
        config.setHttp2Disable(true);
        config.setTlsVersions(new TlsVersion[] {TlsVersion.TLS_1_3, TlsVersion.TLS_1_2});
        config.setUserAgent("sluice");
        var namespace = Optional.ofNullable(settings)
                .flatMap(KubernetesConfig.Connection::namespace)
                .or(() -> Optional.ofNullable(config.getNamespace()))
                .orElse("default");
        var link = settings == null ? Optional.<String>empty() : settings.link();
        return new Cluster(
                name, new KubernetesClientBuilder().withConfig(config).build(), namespace, link);
    }

    private static Config config(String name, KubernetesConfig.Connection settings) {
        if (settings.kubeconfig().isPresent()) {
            var file = readable(settings.kubeconfig().get(), PREFIX + name + ".kubeconfig");
            var config = Config.fromKubeconfig(settings.context().orElse(null), file.toFile());
            settings.context().ifPresent(context -> requireContext(config, context, name, file));
            return config;
        }
        if (settings.url().isEmpty()) {
            return own(name, settings.context().orElse(null));
        }
        if (settings.url().get().getUserInfo() != null) {
            throw new InvalidInputException(
                    PREFIX + name + ".url (value hidden) holds a user and a password: leave them out, and set " + PREFIX
                            + name + ".token");
        }
        var config = Config.empty();
        config.setMasterUrl(settings.url().get().toString());
        settings.token().ifPresent(token -> {
            var secret = Secret.text(PREFIX + name + ".token", token);
            config.setOauthTokenProvider(secret::get);
        });
        settings.caFile()
                .ifPresent(file -> config.setCaCertFile(
                        readable(file, PREFIX + name + ".ca-file").toString()));
        return config;
    }

    /** The cluster that Sluice itself runs in, or what {@code kubectl} would use. */
    private static Config own(String name, String context) {
        var known = System.getenv("KUBERNETES_SERVICE_HOST") != null
                || System.getenv("KUBECONFIG") != null
                || Files.exists(Path.of(System.getProperty("user.home"), ".kube", "config"));
        if (!known) {
            throw new InvalidInputException("the Kubernetes connection " + name + " leads nowhere, because Sluice"
                    + " does not run in a cluster: set " + PREFIX + name + ".url or .kubeconfig");
        }
        return Config.autoConfigure(context);
    }

    private static Path readable(Path file, String key) {
        if (!Files.isReadable(file)) {
            throw new InvalidInputException(key + " is " + file + ", which cannot be read");
        }
        return file;
    }

    private static void requireContext(Config config, String context, String name, Path file) {
        if (config.getCurrentContext() == null
                || !context.equals(config.getCurrentContext().getName())) {
            var contexts = config.getContexts() == null
                    ? List.of()
                    : config.getContexts().stream()
                            .map(known -> known.getName())
                            .sorted()
                            .toList();
            throw new InvalidInputException(
                    PREFIX + name + ".context is " + context + ", but " + file + " knows only " + contexts);
        }
    }
}
