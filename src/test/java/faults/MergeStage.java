package faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

    /** How long a test waits for what has to come; how fast that is on a busy machine is none of its business. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final List<String> FILES =
            List.of("output.csv", "output.csv.unmatched.csv", "output.csv.rejects.jsonl", "output.csv.receipt.json");
    private static final int ROWS = 100_000;
    private static final int RECORDS = 20_000;
    private static final String BUCKET = "merge";
    private static final String DATABASE = "faults";

    private final Stage stage;
    private final SandboxStore store = SandboxStore.started();
    private final S3Client objects = store.client();
    private final SandboxMariaDb mariaDb = SandboxMariaDb.started();
    private final SandboxSecrets secrets = SandboxSecrets.started();
    private final SandboxSlack slack = SandboxSlack.started();
    private final Map<String, String> settings;
    private final PackagedApplication application;

    MergeStage(Class<?> test) throws SQLException {
        this(test, Map.of());
    }

    /** With more settings of the application. */
    MergeStage(Class<?> test, Map<String, String> more) throws SQLException {
        stage = new Stage(test);
        store.createBucket(BUCKET);
        slack.takeOneEvery(Duration.ZERO);
        mariaDb.createDatabase(DATABASE);
        user("reader", "one");
        secrets.put("rds-secret-entry", login("reader", "one"));
        put("configs.json", configs());
        putFormer();
        settings = settings();
        settings.putAll(more);
        application = stage.application(settings, "constant.camel.yaml");
    }

    /** Another replica of the application, not started yet. */
    PackagedApplication successor() {
        return stage.application(settings, "constant.camel.yaml");
    }

    /** Puts what a former merge has left. */
    void putFormer() {
        FILES.forEach(key -> put(key, FORMER));
    }

    /** All that a merge publishes, in that order. */
    List<String> files() {
        return FILES.stream().map(this::object).toList();
    }

    private HashMap<String, String> settings() {
        var settings = new HashMap<>(PackagedApplication.store(store));
        settings.put("ROUTES_MERGE_CONFIG_FILE", "s3://" + BUCKET + "/configs.json");
        settings.put("ROUTES_MERGE_SECRETS_ENDPOINT", secrets.endpoint().toString());
        settings.put("ROUTES_MERGE_SECRETS_ACCESS_KEY", secrets.accessKey());
        settings.put("ROUTES_MERGE_SECRETS_SECRET", secrets.secret());
        settings.put("ROUTES_MERGE_SECRETS_CACHE", "0s");
        settings.put("ROUTES_MERGE_CONFIG_RETRY", "1s");
        settings.put("ROUTES_NOTIFY_PACE", "50ms");
        settings.put("ROUTES_ENGINE_RETRY_DELAY", "500ms");
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

    /** Keeps everybody from the rows of the table, though not from its definition, until it is closed. */
    AutoCloseable lockTable() throws SQLException {
        var connection = DriverManager.getConnection(mariaDb.jdbcUrl(DATABASE), mariaDb.user(), mariaDb.password());
        try (var statement = connection.createStatement()) {
            statement.execute("lock tables items write");
        }
        return connection;
    }

    /** Keeps everybody from the table and its definition until it is closed; after that there is no table. */
    AutoCloseable makeTableAnew() throws SQLException {
        var connection = DriverManager.getConnection(mariaDb.jdbcUrl(DATABASE), mariaDb.user(), mariaDb.password());
        var statement = connection.createStatement();
        var making = CompletableFuture.runAsync(() -> {
            try {
                statement.execute("create or replace table items as select 1 as id, sleep(600) as name");
            } catch (SQLException e) {
                throw new IllegalStateException("the table is not made", e);
            }
        });
        awaitUnderWay("create or replace table items%");
        return () -> {
            try (connection) {
                statement.cancel();
                assertThat(making).failsWithin(PATIENCE);
            }
        };
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

    /** Fills table and object with what is far more than a merge keeps in memory. */
    void putMuch() throws SQLException {
        sql(
                "create table items (id int primary key, name varchar(300))",
                "insert into items select seq, repeat('x', 250) from seq_1_to_" + ROWS);
        put(
                "input.json",
                IntStream.rangeClosed(1, RECORDS)
                        .mapToObj(id -> "{\"id\": " + id + ", \"note\": \"" + "y".repeat(800) + "\"}")
                        .collect(Collectors.joining("\n")));
    }

    /** Waits until that is merged, and sees that it is so once. */
    void assertMuchMergedOnce() {
        awaitRuns("succeeded", 1);
        assertThat(output().lines().count()).isEqualTo(RECORDS + 1);
        assertThat(output()).startsWith("id,note,name\n1,yyy").endsWith("x\n");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told()).hasSize(2));
        assertThat(told().get(0)).contains((ROWS - RECORDS) + " rows of faults.items");
        assertThat(told().get(1)).contains("*entry* merged: " + RECORDS + " records");
    }

    /** Waits until the database is busy with a statement that is like this. */
    void awaitUnderWay(String statement) {
        await("the database is busy with " + statement)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> ask("select count(*) from information_schema.processlist where id <> connection_id()"
                                + " and info like '" + statement + "'")
                        > 0);
    }

    void put(String key, String text) {
        objects.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(text));
    }

    String output() {
        return object("output.csv");
    }

    private String object(String key) {
        return objects.getObjectAsBytes(request -> request.bucket(BUCKET).key(key))
                .asUtf8String();
    }

    /** Uploads to the output that were neither completed nor aborted. */
    long unfinishedUploads() {
        return objects.listMultipartUploads(request -> request.bucket(BUCKET))
                .uploads()
                .size();
    }

    long receiptedRun() throws java.io.IOException {
        return new ObjectMapper()
                .readTree(object("output.csv.receipt.json"))
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
                number, "select count(*) from run where route = 'merge.entry' and state = '" + state + "'", PATIENCE);
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
