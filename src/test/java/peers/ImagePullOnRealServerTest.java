package peers;

import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import routes.docker.ImagePullContract;

/** Images that a real {@code dockerd} pulls from a real registry. */
@Tag("peers")
class ImagePullOnRealServerTest extends ImagePullContract {

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
    protected Map<String, String> connection() {
        return Map.of("routes.connections.docker.server0.url", docker.value("SOCKET"));
    }

    @Override
    protected String registry() {
        return docker.value("REGISTRY");
    }
}
