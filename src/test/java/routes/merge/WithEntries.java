package routes.merge;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;
import sandbox.SluiceTestResource;

/** The application with some entries to merge, on the shared sandbox. */
public final class WithEntries implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("routes.engine.retry.delay", "50ms", "routes.engine.poll", "100ms", "routes.notify.pace", "10ms");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(SluiceTestResource.class), new TestResourceEntry(MergeTestResource.class));
    }
}
