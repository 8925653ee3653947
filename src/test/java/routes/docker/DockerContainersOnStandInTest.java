package routes.docker;

import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import sandbox.SandboxDocker;

/** The contract on the stand-in. */
class DockerContainersOnStandInTest extends DockerContainersContract {

    private static final SandboxDocker DOCKER = SandboxDocker.started();

    @AfterAll
    static void stop() {
        DOCKER.close();
    }

    @Override
    protected Map<String, String> connection() {
        return Map.of("routes.connections.docker.server0.url", DOCKER.url().toString());
    }

    @Override
    protected String image() {
        return SandboxDocker.IMAGE;
    }
}
