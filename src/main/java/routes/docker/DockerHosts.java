package routes.docker;

import java.io.IOException;
import java.net.URI;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

import routes.external.ExternalConfig;
import routes.shared.InvalidInputException;

/** The Docker hosts of the settings. A host whose certificates were renewed is connected to anew. */
@ApplicationScoped
class DockerHosts {

    private static final Logger LOG = Logger.getLogger(DockerHosts.class);
    private static final String UNIX = "unix";
    private static final int PLAIN_PORT = 2375;
    private static final int TLS_PORT = 2376;
    private static final Set<String> TCP = Set.of("tcp", "http", "https");

    private final DockerConfig config;
    private final ExternalConfig external;
    private final Vertx vertx;
    private final Map<String, Open> open = new ConcurrentHashMap<>();

    private record Open(DockerHost host, List<FileTime> certificates) {}

    DockerHosts(DockerConfig config, ExternalConfig external, Vertx vertx) {
        this.vertx = vertx;
        this.config = config;
        this.external = external;
    }

    /** Names of all hosts. */
    Set<String> names() {
        return new TreeSet<>(config.hosts().keySet());
    }

    /** Whether a host can be used by whoever reaches it. */
    boolean plain(String name) {
        var settings = config.hosts().get(name);
        return !UNIX.equals(settings.url().getScheme())
                && Certificates.of(name, settings).isEmpty();
    }

    /** @throws InvalidInputException if there is no such host, or its settings cannot be used */
    DockerHost host(String name) {
        var settings = config.hosts().get(name);
        if (settings == null) {
            throw new InvalidInputException("there is no Docker host " + name + ", only " + names()
                    + ": set routes.connections.docker." + name + ".url");
        }
        var certificates = Certificates.of(name, settings);
        var changed = certificates.map(Certificates::changed).orElse(List.of());
        return open.compute(name, (unused, known) -> {
                    if (known != null && known.certificates().equals(changed)) {
                        return known;
                    }
                    close(known);
                    return new Open(connect(name, settings.url(), certificates), changed);
                })
                .host();
    }

    private DockerHost connect(String name, URI url, Optional<Certificates> certificates) {
        var scheme = url.getScheme() == null ? "" : url.getScheme();
        var tls = certificates.map(files -> files.context(vertx));
        if (scheme.equals(UNIX)) {
            return new DockerHost(name, new DockerTransport(name, url, Optional.empty(), external.timeout()));
        }
        if (!TCP.contains(scheme) || url.getHost() == null || scheme.equals("https") && tls.isEmpty()) {
            throw new InvalidInputException("routes.connections.docker." + name + ".url is " + url
                    + ": write tcp://HOST:PORT, with certificates for TLS, or unix:///PATH");
        }
        if (tls.isEmpty()) {
            LOG.warnf(
                    "whoever can reach or listen to %s at %s can do anything there: protect it by TLS, and set"
                            + " routes.connections.docker.%s.certificates",
                    name, url, name);
        }
        var port = url.getPort() > 0 ? url.getPort() : tls.isEmpty() ? PLAIN_PORT : TLS_PORT;
        var address = URI.create("tcp://" + url.getRawAuthority().replaceFirst(":\\d+$", "") + ":" + port
                + (url.getRawPath() == null ? "" : url.getRawPath()));
        return new DockerHost(name, new DockerTransport(name, address, tls, external.timeout()));
    }

    private static void close(Open known) {
        try {
            if (known != null) {
                known.host().close();
            }
        } catch (IOException e) {
            LOG.debugf("connections to %s were not closed: %s", known.host().name(), e.getMessage());
        }
    }
}
