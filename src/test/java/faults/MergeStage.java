package faults;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import sandbox.PackagedApplication;
import sandbox.SandboxMariaDb;
import sandbox.SandboxSecrets;
import sandbox.SandboxSlack;
import sandbox.SandboxStore;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What a test of merge breaks: one entry whose table, object, secret and channel nobody else uses. */
final class MergeStage implements AutoCloseable {

    static final String FORMER = "id,name\nformer,output\n";

    private static final String BUCKET = "merge";
    private static final String DATABASE = "faults";

    private final Stage stage;
    private final SandboxStore store = SandboxStore.started();
    private final S3Client objects = store.client();
    private final SandboxMariaDb mariaDb = SandboxMariaDb.started();
    private final SandboxSecrets secrets = SandboxSecrets.started();
    private final SandboxSlack slack = SandboxSlack.started();
    private final PackagedApplication application;

    MergeStage(Class<?> test) throws SQLException {
        stage = new Stage(test);
        store.createBucket(BUCKET);
        slack.takeOneEvery(Duration.ZERO);
        mariaDb.createDatabase(DATABASE);
        user("reader", "one");
        secrets.put("rds-secret-entry", login("reader", "one"));
        put("configs.json", configs());
        put("output.csv", FORMER);
        application = stage.application(settings(), "constant.camel.yaml");
    }

    private Map<String, String> settings() {
        var settings = new HashMap<>(PackagedApplication.store(store));
        settings.put("ROUTES_MERGE_CONFIG_FILE", "s3://" + BUCKET + "/configs.json");
        settings.put("ROUTES_MERGE_SECRETS_ENDPOINT", secrets.endpoint().toString());
        settings.put("ROUTES_MERGE_SECRETS_ACCESS_KEY", secrets.accessKey());
        settings.put("ROUTES_MERGE_SECRETS_SECRET", secrets.secret());
        settings.put("ROUTES_MERGE_SECRETS_CACHE", "0s");
        settings.put("ROUTES_MERGE_CONFIG_RETRY", "1s");
        settings.put("ROUTES_NOTIFY_PACE", "50ms");
        return settings;
    }

    private String configs() {
        return """
            {"configs": {"entry": {
              "S3": {"source_bucket": "merge", "source_key": "input.json", "destination_bucket": "merge", "destination_file": "output.csv"},
              "slack": {"slack_webhook": "%s"},
              "Database": {"endpoint": "localhost", "dbtype": "mariadb", "port": "%d"}}}}
            """.formatted(slack.webhook(), mariaDb.port());
    }

    static Map<String, String> login(String user, String password) {
        return Map.of("username", user, "password", password, "table_name", "items", "db_name", DATABASE);
    }

    void user(String name, String password) throws SQLException {
        sql(
                "create or replace user " + name + "@localhost identified by '" + password + "'",
                "grant select on " + DATABASE + ".* to " + name + "@localhost");
    }

    void sql(String... statements) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(mariaDb.jdbcUrl(DATABASE), mariaDb.user(), mariaDb.password());
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The number that a query of the database gives. */
    long ask(String query) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(mariaDb.jdbcUrl(DATABASE), mariaDb.user(), mariaDb.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    void put(String key, String text) {
        objects.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(text));
    }

    String output() {
        return objects.getObjectAsBytes(request -> request.bucket(BUCKET).key("output.csv"))
                .asUtf8String();
    }

    /** Uploads to the output that were neither completed nor aborted. */
    long unfinishedUploads() {
        return objects.listMultipartUploads(request -> request.bucket(BUCKET))
                .uploads()
                .size();
    }

    long receiptedRun() throws java.io.IOException {
        var receipt = objects.getObjectAsBytes(request -> request.bucket(BUCKET).key("output.csv.receipt.json"));
        return new ObjectMapper()
                .readTree(new String(receipt.asByteArray(), StandardCharsets.UTF_8))
                .path("runId")
                .asLong();
    }

    /** Starts a run by a row in the ledger, as the API does. */
    void startRun() {
        stage.count("with queued as (insert into run (route, cause) values ('merge.entry', 'manual:'"
                + " || gen_random_uuid()) returning id) select id from queued");
    }

    void awaitRuns(String state, int number) {
        stage.awaitCount(
                number,
                "select count(*) from run where route = 'merge.entry' and state = '" + state + "'",
                Duration.ofMinutes(2));
    }

    long count(String sql) {
        return stage.count(sql);
    }

    Stage stage() {
        return stage;
    }

    SandboxStore store() {
        return store;
    }

    SandboxMariaDb mariaDb() {
        return mariaDb;
    }

    SandboxSecrets secrets() {
        return secrets;
    }

    PackagedApplication application() {
        return application;
    }

    List<String> told() {
        return slack.messages().stream().map(SandboxSlack.Message::text).toList();
    }

    Path log() {
        return application.log();
    }

    @Override
    public void close() {
        stage.close();
        slack.close();
        secrets.close();
        mariaDb.close();
        objects.close();
        store.close();
    }
}
