package routes.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;

import routes.shared.InvalidInputException;

/**
 * Files by which a Docker host and Sluice know each other, as {@code dockerd --tlsverify} wants them.
 *
 * @param ca authority that signed the host's certificate
 * @param cert certificate that Sluice shows
 * @param key private key to it: PKCS 8, PKCS 1, or that of an elliptic curve
 */
record Certificates(Path ca, Path cert, Path key) {

    /** The certificates of a connection; nothing if none are set. */
    static Optional<Certificates> of(String connection, DockerConfig.Host host) {
        if (Stream.of(host.certificates(), host.ca(), host.cert(), host.key()).allMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of(new Certificates(
                file(connection, host, host.ca(), "ca"),
                file(connection, host, host.cert(), "cert"),
                file(connection, host, host.key(), "key")));
    }

    private static Path file(String connection, DockerConfig.Host host, Optional<Path> own, String name) {
        return own.or(() -> host.certificates().map(folder -> folder.resolve(name + ".pem")))
                .orElseThrow(() -> new InvalidInputException("routes.connections.docker." + connection + "." + name
                        + " is missing: name the file, or the folder of all three as certificates"));
    }

    /**
     * When the files were last changed, so that renewed ones are noticed.
     *
     * @throws InvalidInputException if one is missing
     */
    List<FileTime> changed() {
        return Stream.of(ca, cert, key).map(Certificates::changed).toList();
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new InvalidInputException("the file " + file + " cannot be read: mount it, or name another", e);
        }
    }

    /** @throws InvalidInputException if a file is missing or holds something else */
    SSLContext context(Vertx vertx) {
        try {
            var own = new PemKeyCertOptions().setCertValue(contents(cert)).setKeyValue(contents(key));
            var trusted = new PemTrustOptions().addCertValue(contents(ca));
            var context = SSLContext.getInstance("TLS");
            context.init(
                    own.getKeyManagerFactory(vertx).getKeyManagers(),
                    trusted.getTrustManagerFactory(vertx).getTrustManagers(),
                    new SecureRandom());
            return context;
        } catch (Exception e) {
            throw new InvalidInputException(
                    "the certificates " + ca + ", " + cert + " and " + key + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static Buffer contents(Path file) throws IOException {
        return Buffer.buffer(Files.readAllBytes(file));
    }
}
