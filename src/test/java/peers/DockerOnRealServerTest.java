package peers;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import routes.docker.RealDockerContract;

/** Containers on a real {@code dockerd}, over TLS. */
@Tag("peers")
class DockerOnRealServerTest extends RealDockerContract {

    private static Peer docker;

    @BeforeAll
    static void start() throws Exception {
        docker = Peer.start("docker");
    }

    @AfterAll
    static void stop() {
        if (docker != null) {
            docker.close();
        }
    }

    @Override
    protected String value(String key) {
        return docker.value(key);
    }
}
