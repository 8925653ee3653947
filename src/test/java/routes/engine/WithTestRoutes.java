package routes.engine;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;
import sandbox.ContainersTestResource;
import sandbox.KubernetesTestResource;
import sandbox.SluiceTestResource;

/** The application with the routes of the tests beside its own, on the shared sandbox; one start serves all its tests. */
public final class WithTestRoutes implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry(
                        "camel.main.routes-include-pattern",
                        "classpath:routes/*.camel.yaml,classpath:test-routes/*.camel.yaml"),
                Map.entry("routes.engine.retry.delay", "50ms"),
                Map.entry("routes.engine.poll", "100ms"),
                Map.entry("routes.intake.kafka.enabled", "true"),
                Map.entry("routes.intake.buckets.raw.bucket", "raw-data"),
                Map.entry("routes.intake.buckets.raw.notification.arn", "arn:minio:sqs::sluice:webhook"),
                Map.entry("routes.intake.buckets.processed.bucket", "processed-data"),
                Map.entry("routes.intake.buckets.processed.list", "false"),
                Map.entry("routes.rosbag.rate", "1000"),
                Map.entry("routes.rosbag.supersede", "true"),
                Map.entry("routes.external.poll", "100ms"),
                Map.entry("routes.external.logs.bucket", "processed-data"));
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(
                new TestResourceEntry(SluiceTestResource.class),
                new TestResourceEntry(ContainersTestResource.class),
                new TestResourceEntry(KubernetesTestResource.class));
    }
}
