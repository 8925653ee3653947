package sandbox;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Gives a Quarkus test stand-ins of a Docker host {@code server0} and of a Spark cluster {@code cluster}. */
public final class ContainersTestResource implements QuarkusTestResourceLifecycleManager {

    private SandboxDocker docker;
    private SandboxSpark spark;

    @Override
    public Map<String, String> start() {
        docker = SandboxDocker.started();
        spark = SandboxSpark.started();
        return Map.of(
                "routes.connections.docker.server0.url", docker.url().toString(),
                "routes.connections.spark.cluster.url", spark.url().toString(),
                "routes.connections.spark.cluster.web", spark.url().toString());
    }

    @Override
    public void stop() {
        docker.close();
        spark.close();
    }
}
