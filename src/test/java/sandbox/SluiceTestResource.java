package sandbox;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Gives a Quarkus test the shared servers: {@code @QuarkusTestResource(SluiceTestResource.class)}. */
public final class SluiceTestResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        var postgres = SharedSandbox.postgres();
        return Map.of(
                "quarkus.datasource.jdbc.url", postgres.createDatabase("quarkus_tests"),
                "quarkus.datasource.username", postgres.user(),
                "quarkus.datasource.password", postgres.password());
    }

    /** The servers are shared: they end with the JVM. */
    @Override
    public void stop() {}
}
