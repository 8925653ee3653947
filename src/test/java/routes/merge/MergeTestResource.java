package routes.merge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import sandbox.SandboxSecrets;
import sandbox.SandboxSlack;
import sandbox.SharedSandbox;

/** What the routes of merge need in a Quarkus test beside the shared sandbox: a file of entries, secrets, and a channel of their own. */
public final class MergeTestResource implements QuarkusTestResourceLifecycleManager {

    static final String SOURCE = "merge-source";
    static final String DESTINATION = "merge-destination";

    private static final List<String> ENTRIES = List.of(
            "onewonder",
            "on-event",
            "scheduled",
            "broken",
            "no-id",
            "no-column",
            "no-secret",
            "no-table",
            "no-right",
            "no-host");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static SandboxSecrets secrets;
    private static SandboxSlack slack;

    private Path file;

    @Override
    public Map<String, String> start() {
        secrets = SandboxSecrets.started();
        slack = SandboxSlack.started();
        var store = SharedSandbox.store();
        store.createBucket(SOURCE);
        store.createBucket(DESTINATION);
        var settings = new HashMap<String, String>();
        settings.put("routes.merge.config-file", entries().toString());
        settings.put("routes.merge.secrets.endpoint", secrets.endpoint().toString());
        settings.put("routes.merge.secrets.access-key", secrets.accessKey());
        settings.put("routes.merge.secrets.secret", secrets.secret());
        settings.put("routes.merge.attempts", "2");
        settings.put("routes.merge.database.tls", "false");
        settings.put("routes.merge.entries.on-event.on-event", "true");
        settings.put("routes.merge.entries.scheduled.schedule", "0 3 * * *");
        settings.put("routes.merge.entries.scheduled.time-zone", "Asia/Seoul");
        settings.put("routes.intake.buckets.merge.bucket", SOURCE);
        settings.put("routes.intake.buckets.merge.notification.arn", "arn:minio:sqs::sluice:webhook");
        return settings;
    }

    static SandboxSecrets secrets() {
        return secrets;
    }

    static SandboxSlack slack() {
        return slack;
    }

    private Path entries() {
        var configs = new LinkedHashMap<String, Object>();
        for (var name : ENTRIES) {
            configs.put(name, entry(name));
        }
        try {
            file = Files.createTempFile("configs", ".json");
            Files.write(file, JSON.writeValueAsBytes(Map.of("configs", configs)));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> entry(String name) {
        var database = URI.create(SharedSandbox.postgres().jdbcUrl().replace("jdbc:", ""));
        return Map.of(
                "SecretsManager", Map.of("username", "db_username", "password", "db_password"),
                "S3",
                        Map.of(
                                "source_bucket",
                                SOURCE,
                                "source_key",
                                name + ".json",
                                "destination_bucket",
                                DESTINATION,
                                "destination_file",
                                name + ".csv"),
                "slack", Map.of("slack_webhook", slack.webhook().toString()),
                "Database",
                        Map.of(
                                "endpoint",
                                name.equals("no-host") ? "no-host.invalid" : database.getHost(),
                                "dbtype",
                                "postgresql",
                                "port",
                                Integer.toString(database.getPort())));
    }

    @Override
    public void stop() {
        secrets.close();
        slack.close();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
