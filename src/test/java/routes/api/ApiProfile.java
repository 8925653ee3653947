package routes.api;

import java.util.List;
import java.util.Set;

import io.quarkus.test.junit.QuarkusTestProfile;
import sandbox.SluiceTestResource;

/** The application with an empty ledger of its own, and with routes made of the test's rules. */
public class ApiProfile implements QuarkusTestProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(TestRoutes.class, TestReader.class);
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(SluiceTestResource.class));
    }
}
