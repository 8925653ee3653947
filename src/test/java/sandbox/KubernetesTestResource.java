package sandbox;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Gives a Quarkus test a stand-in of Kubernetes, in which the image {@code sluice} is this project's own program. */
public final class KubernetesTestResource implements QuarkusTestResourceLifecycleManager {

    private SandboxKubernetes kubernetes;

    @Override
    public Map<String, String> start() {
        kubernetes = SandboxKubernetes.started();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // A container runs in a folder of its own.
        var classes = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        kubernetes.image(
                "sluice",
                List.of(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        classes,
                        "routes.command.Sluice"));
        var store = SharedSandbox.store();
        kubernetes.createSecret(
                "default", "sluice", Map.of("MINIO_ACCESS_KEY", store.accessKey(), "MINIO_SECRET_KEY", store.secret()));
        return Map.of(
                "routes.connections.kubernetes.default.url", kubernetes.url().toString(),
                "routes.connections.kubernetes.default.token", kubernetes.token(),
                "routes.rosbag.kubernetes.image", "sluice");
    }

    @Override
    public void stop() {
        kubernetes.close();
    }
}
