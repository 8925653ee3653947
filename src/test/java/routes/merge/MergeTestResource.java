package routes.merge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
            "rejecting",
            "no-id",
            "no-column",
            "no-secret",
            "no-table",
            "no-right",
            "no-host");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static SandboxSecrets secrets;
    private static SandboxSlack slack;

    private static Path file;

    @Override
    public Map<String, String> start() {
        secrets = SandboxSecrets.started();
        slack = SandboxSlack.started();
        var store = SharedSandbox.store();
        store.createBucket(SOURCE);
        store.createBucket(DESTINATION);
        var settings = new HashMap<String, String>();
        settings.put("routes.merge.config-file", makeFile().toString());
        settings.put("routes.merge.refresh", "100ms");
        settings.put("routes.merge.secrets.endpoint", secrets.endpoint().toString());
        settings.put("routes.merge.secrets.access-key", secrets.accessKey());
        settings.put("routes.merge.secrets.secret", secrets.secret());
        settings.put("routes.merge.attempts", "2");
        settings.put("routes.merge.database.tls", "false");
        settings.put("routes.merge.entries.late.attempts", "7");
        settings.put("routes.merge.entries.on-event.on-event", "true");
        settings.put("routes.merge.entries.late-event.on-event", "true");
        // On the day of the test only, or it would begin by itself, too.
        settings.put("routes.merge.entries.scheduled.schedule", "0 3 2 3 *");
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

    private static Path makeFile() {
        try {
            file = Files.createTempFile("configs", ".json");
            write(Map.of());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the file anew: the entries that are always there, and these. */
    static void write(Map<String, Map<String, Object>> more) {
        var configs = new LinkedHashMap<String, Object>();
        ENTRIES.forEach(name -> configs.put(name, entry(name)));
        configs.putAll(more);
        try {
            writeText(JSON.writeValueAsString(Map.of("configs", configs)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In one go: who reads it at this moment sees the former file, or this. */
    static void writeText(String text) {
        try {
            var next = Files.writeString(file.resolveSibling(file.getFileName() + ".next"), text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An entry called so, as the file has it: its object is NAME.json, its CSV NAME.csv. */
    static Map<String, Object> entry(String name) {
        return entry(name, name + ".csv");
    }

    /** With another CSV. */
    static Map<String, Object> entry(String name, String destination) {
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
                                destination),
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
