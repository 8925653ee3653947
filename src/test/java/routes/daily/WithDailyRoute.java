package routes.daily;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import sandbox.SandboxDocker;
import sandbox.SandboxSpark;
import sandbox.SluiceTestResource;

/** The application with the daily pipeline, on stand-ins of two Docker hosts and of a Spark cluster. */
public final class WithDailyRoute implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "routes.daily.enabled", "true",
                "routes.daily.cron", "0 3 * * *",
                "routes.daily.catch-up", "none",
                "routes.daily.attempts", "1",
                "routes.daily.producer.image", SandboxDocker.IMAGE,
                "routes.daily.producer.arguments", "say\ncollected\nsleep\n3600",
                "routes.external.poll", "100ms",
                "routes.engine.poll", "100ms");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(SluiceTestResource.class), new TestResourceEntry(Engines.class));
    }

    /** The stand-ins. */
    public static final class Engines implements QuarkusTestResourceLifecycleManager {

        static SandboxDocker server0;
        static SandboxDocker server1;
        static SandboxSpark spark;

        @Override
        public Map<String, String> start() {
            server0 = SandboxDocker.started();
            server1 = SandboxDocker.started();
            spark = SandboxSpark.started();
            var settings = new HashMap<String, String>();
            settings.put("routes.connections.docker.server0.url", server0.url().toString());
            settings.put("routes.connections.docker.server1.url", server1.url().toString());
            settings.put("routes.connections.spark.cluster.url", spark.url().toString());
            settings.put("routes.connections.spark.cluster.web", spark.url().toString());
            return settings;
        }

        @Override
        public void stop() {
            server0.close();
            server1.close();
            spark.close();
        }
    }
}
