package routes.docker;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;

/** Docker hosts, by the names that routes use. */
@ConfigMapping(prefix = "routes.connections.docker")
public interface DockerConfig {

    /** Docker hosts by name. */
    @WithParentName
    Map<String, Host> hosts();

    /** A Docker host. */
    interface Host {

        /** Where its Docker Engine listens, such as {@code tcp://server0:2376} or {@code unix:///var/run/docker.sock}. */
        URI url();

        /** Folder of {@code ca.pem}, {@code cert.pem} and {@code key.pem}; with it the connection is encrypted, and both sides show who they are. */
        Optional<Path> certificates();

        /** File of the authority that signed the host's certificate, if it is not {@code ca.pem} in that folder. */
        Optional<Path> ca();

        /** File of the certificate that Sluice shows, if it is not {@code cert.pem} in that folder. */
        Optional<Path> cert();

        /** File of the private key to that certificate, if it is not {@code key.pem} in that folder. */
        Optional<Path> key();
    }
}
