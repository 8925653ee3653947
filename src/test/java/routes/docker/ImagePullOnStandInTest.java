package routes.docker;

import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import sandbox.SandboxDocker;

/** The contract on the stand-in. */
class ImagePullOnStandInTest extends ImagePullContract {

    private static final SandboxDocker DOCKER = SandboxDocker.started();

    @BeforeAll
    static void fill() {
        DOCKER.offer("localhost:5000/team/worker:1", "letmein");
        DOCKER.offer("localhost:5000/team/worker:2", "letmein");
    }

    @AfterAll
    static void stop() {
        DOCKER.close();
    }

    @Override
    protected Map<String, String> connection() {
        return Map.of("routes.connections.docker.server0.url", DOCKER.url().toString());
    }

    @Override
    protected String registry() {
        return "localhost:5000";
    }
}
