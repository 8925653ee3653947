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
        return Map.ofEntries(
                Map.entry("routes.daily.enabled", "true"),
                // On the days of the tests only, or one would begin by itself beside them.
                Map.entry("routes.daily.cron", "0 3 2-4 3 *"),
                Map.entry("routes.daily.catch-up", "none"),
                Map.entry("routes.daily.attempts", "1"),
                Map.entry("routes.daily.producer.image", SandboxDocker.IMAGE),
                Map.entry("routes.daily.producer.arguments", "say\n100 % & more\nsleep\n3600"),
                Map.entry("routes.daily.producer.environment", "AWS_REGION=ap-northeast-2\nQUERY=a=b & c"),
                Map.entry("routes.daily.producer.environment-from", "AWS_SECRET_ACCESS_KEY=routes.store.secret"),
                Map.entry("routes.daily.producer.memory", "64m"),
                Map.entry("routes.daily.producer.cpus", "0.5"),
                Map.entry("routes.daily.spark.bronze-class", "org.example.Bronze"),
                Map.entry("routes.daily.spark.configuration", "spark.cores.max=2\nspark.app.name=in & out"),
                Map.entry("routes.daily.spark.environment", "AWS_REGION=ap-northeast-2"),
                Map.entry("routes.daily.spark.environment-from", "AWS_SECRET_ACCESS_KEY=routes.store.secret"),
                Map.entry("routes.daily.spark.driver-memory", "2g"),
                Map.entry("routes.external.poll", "100ms"),
                Map.entry("routes.engine.poll", "100ms"));
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
