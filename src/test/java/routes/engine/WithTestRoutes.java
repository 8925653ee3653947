package routes.engine;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;
import sandbox.SluiceTestResource;

/** The application with the routes of the tests beside its own, on the shared sandbox; one start serves all its tests. */
public final class WithTestRoutes implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "camel.main.routes-include-pattern",
                "classpath:routes/*.camel.yaml,classpath:test-routes/*.camel.yaml",
                "routes.engine.retry.delay",
                "50ms",
                "routes.engine.poll",
                "100ms",
                "routes.intake.kafka.enabled",
                "true",
                "routes.intake.buckets.raw.bucket",
                "raw-data",
                "routes.intake.buckets.raw.notification.arn",
                "arn:minio:sqs::sluice:webhook",
                "routes.intake.buckets.processed.bucket",
                "processed-data",
                "routes.intake.buckets.processed.list",
                "false");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(SluiceTestResource.class));
    }
}
