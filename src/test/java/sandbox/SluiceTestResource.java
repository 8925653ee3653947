package sandbox;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * Gives a Quarkus test the shared servers and a ledger of its own:
 * {@code @QuarkusTestResource(SluiceTestResource.class)}. The store pushes its events to the application under test.
 */
public final class SluiceTestResource implements QuarkusTestResourceLifecycleManager {

    /** Bearer token with which the store pushes events. */
    public static final String TOKEN = "sandbox-token";

    @Override
    public Map<String, String> start() {
        startTogether();
        var postgres = SharedSandbox.postgres();
        var store = SharedSandbox.store();
        var settings = new HashMap<String, String>();
        settings.put("quarkus.datasource.jdbc.url", postgres.createDatabase("quarkus_tests"));
        settings.put("quarkus.datasource.username", postgres.user());
        settings.put("quarkus.datasource.password", postgres.password());
        settings.put("routes.store.endpoint", store.endpoint().toString());
        settings.put("routes.store.access-key", store.accessKey());
        settings.put("routes.store.secret", store.secret());
        settings.put("routes.intake.kafka.brokers", SharedSandbox.kafka().bootstrapServers());
        settings.put("routes.intake.token", TOKEN);
        var port = Ports.free();
        settings.put("quarkus.http.test-port", String.valueOf(port));
        settings.put("quarkus.management.test-port", "0");
        store.pushTo(URI.create("http://localhost:" + port + "/minio-event"), TOKEN);
        settings.put(
                "routes.notify.slack.secret", SharedSandbox.slack().webhook().toString());
        return settings;
    }

    private static void startTogether() {
        var starts = List.<Runnable>of(
                        SharedSandbox::postgres, SharedSandbox::store, SharedSandbox::kafka, SharedSandbox::slack)
                .stream()
                .map(CompletableFuture::runAsync)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(starts).join();
    }

    /** The servers are shared: they end with the JVM. */
    @Override
    public void stop() {}
}
