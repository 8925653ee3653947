package routes.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sandbox.SandboxSlack;
import sandbox.SharedSandbox;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

import routes.engine.Backfill;
import routes.ledger.Database;
import routes.ledger.RunLedger;

@Tag("application")
@QuarkusTest
@TestProfile(WithEntries.class)
class MergeRouteTest {

    private static final String DATABASE = "merge_routes";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Inject
    Database ledger;

    @Inject
    RunLedger runs;

    @Inject
    Backfill backfill;

    @Inject
    S3Client store;

    @BeforeAll
    static void makeTable() throws SQLException {
        slack().takeOneEvery(Duration.ZERO);
        SharedSandbox.postgres().createDatabase(DATABASE);
        execute(
                "create table orders (id integer primary key, name text, price numeric(10,2))",
                "insert into orders values (1, 'one', 1.50), (2, 'two', 2.50), (3, 'three & four', null)",
                "create table keyed (key integer primary key, name text)",
                "create table \"hidden\" (id integer primary key)",
                "drop role if exists reader",
                "create role reader login password 'reads'",
                "grant select on orders to reader");
    }

    @Test
    void merges_an_entry_and_tells_what_became_of_it() throws Exception {
        // Given
        var version = secret("onewonder", "orders");
        upload("onewonder", "[{\"id\": 1, \"name\": \"uno\"}, {\"id\": \"2\", \"colour\": \"red\"}, {\"id\": 9}]");

        // When
        var run = runs.queueManual("merge.onewonder", "{\"entry\": \"onewonder\"}");

        // Then
        awaitState(run, "succeeded");
        assertThat(output("onewonder.csv")).isEqualTo("""
            id,name,colour,price
            1,uno,,1.50
            2,two,red,2.50
            9,,,
            """);
        assertThat(output("onewonder.csv.unmatched.csv")).isEqualTo("id,name,price\n3,three & four,\n");
        var receipt = new ObjectMapper().readTree(output("onewonder.csv.receipt.json"));
        assertThat(receipt.path("secret").path("versionId").asText()).isEqualTo(version);
        assertThat(receipt.path("counts").path("matched").asInt()).isEqualTo(2);
        assertThat(receipt.path("rejects").path("key").isNull()).isTrue();
        awaitTold("onewonder", 2);
        assertThat(told("onewonder").get(0)).contains("1 row of public.orders", "> 3\n", "onewonder.csv.unmatched.csv");
        assertThat(told("onewonder").get(1)).contains("*onewonder* merged: 3 records, 2 of them with a row");
    }

    @Test
    void merges_when_the_object_has_a_new_version() {
        // Given
        awaitSetUp();
        secret("on-event", "orders");

        // When
        upload("on-event", "{\"id\": 1}\n{\"id\": 2}\n{\"id\": 3}\n");

        // Then
        await().atMost(PATIENCE)
                .until(() -> keys("on-event"), List.of("on-event.csv", "on-event.csv.receipt.json")::equals);
        awaitTold("on-event", 1);
        assertThat(told("on-event").get(0)).contains("*on-event* merged: 3 records");
    }

    @Test
    void merges_at_the_slots_of_its_schedule() {
        // Given
        secret("scheduled", "orders");
        upload("scheduled", "{\"id\": 1}");
        var day = LocalDate.of(2026, 3, 2);

        // When
        var slots = backfill.queue("merge.scheduled", day, day, false, false);

        // Then
        assertThat(slots.slots()).containsExactly(Instant.parse("2026-03-01T18:00:00Z"));
        awaitTold("scheduled", 2);
        assertThat(told("scheduled").get(1)).contains("*scheduled* merged: 1 records");
    }

    @Test
    void parks_a_run_that_fails_and_tells_the_box_the_cause_and_what_to_do() {
        // Given
        secret("no-table", "no_such_table");
        upload("no-table", "[]");

        // When
        var run = runs.queueManual("merge.no-table", null);

        // Then
        awaitState(run, "parked");
        awaitTold("no-table", 1);
        assertThat(told("no-table").get(0))
                .contains("merge.no-table run " + run + " *parked*")
                .contains("read-table: there is no table no_such_table in the database " + DATABASE)
                .contains("correct table_name in the secret rds-secret-no-table");
        assertThat(keys("no-table")).isEmpty();
    }

    @Test
    void tells_a_missing_right_from_a_missing_table() {
        // Given
        MergeTestResource.secrets()
                .put(
                        "rds-secret-no-right",
                        Map.of("username", "reader", "password", "reads", "table_name", "hidden", "dbname", DATABASE));
        upload("no-right", "[{\"id\": 1}]");

        // When
        var run = runs.queueManual("merge.no-right", null);

        // Then
        awaitState(run, "parked");
        assertThat(error(run)).contains("read-table: the user of the secret rds-secret-no-right may not read", "grant");
    }

    @Test
    void waits_for_a_host_that_cannot_be_reached() {
        // Given
        secret("no-host", "orders");
        upload("no-host", "[{\"id\": 1}]");

        // When
        var run = runs.queueManual("merge.no-host", null);

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ledger.first(
                                "select error from run where id = ? and attempt > 2 and unreachable_since is not null",
                                row -> row.getString(1),
                                run))
                        .hasValueSatisfying(error -> assertThat(error)
                                .startsWith("read-table: postgresql at no-host.invalid")
                                .contains("cannot be reached", "firewall")));
        runs.cancel(run);
        awaitState(run, "cancelled");
    }

    @Test
    void keeps_the_former_output_when_the_object_is_broken() {
        // Given
        secret("broken", "orders");
        upload("broken", "[{\"id\": 1}]");
        awaitState(runs.queueManual("merge.broken", null), "succeeded");
        var former = output("broken.csv");
        upload("broken", "[{\"id\": 1}, {\"id\": 2");

        // When
        var run = runs.queueManual("merge.broken", null);

        // Then
        awaitState(run, "parked");
        assertThat(error(run)).contains("read-json: the object merge-source/broken.json ");
        assertThat(output("broken.csv")).isEqualTo(former);
    }

    @Test
    void tells_an_object_without_id_column_from_a_broken_one() {
        // Given
        secret("no-id", "orders");
        upload("no-id", "[{\"key\": 1}, {\"key\": 2}, 3]");

        // When
        var run = runs.queueManual("merge.no-id", null);

        // Then
        awaitState(run, "parked");
        assertThat(error(run))
                .contains("check-id-columns: no record of the object merge-source/no-id.json has the column id, though"
                        + " it has 2; set routes.merge.entries.no-id.id-column");
        upload("no-id", "[{\"key\": 1}, {\"key\": oops}]");
        var broken = runs.queueManual("merge.no-id", null);
        awaitState(broken, "parked");
        assertThat(error(broken)).contains("read-json: the object merge-source/no-id.json ", "line 1");
    }

    @Test
    void tells_of_a_table_without_id_column() {
        // Given
        secret("no-column", "keyed");
        upload("no-column", "[{\"id\": 1}]");

        // When
        var run = runs.queueManual("merge.no-column", null);

        // Then
        awaitState(run, "parked");
        assertThat(error(run))
                .contains("check-id-columns: the table public.keyed has no column id, but [key, name]; set"
                        + " routes.merge.entries.no-column.id-column");
        assertThat(keys("no-column")).isEmpty();
    }

    @Test
    void parks_a_run_whose_secret_does_not_exist() {
        // When
        var run = runs.queueManual("merge.no-secret", null);

        // Then
        awaitState(run, "parked");
        assertThat(error(run)).contains("fetch-credentials: the secret rds-secret-no-secret does not exist");
    }

    @Test
    void refuses_an_input_that_names_another_entry() {
        // When
        var run = runs.queueManual("merge.no-secret", "{\"entry\": \"no-right\"}");

        // Then
        awaitState(run, "parked");
        assertThat(error(run)).contains("start the route merge.no-right");
    }

    private static void execute(String... statements) throws SQLException {
        var postgres = SharedSandbox.postgres();
        try (var connection =
                        DriverManager.getConnection(postgres.jdbcUrl(DATABASE), postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String secret(String entry, String table) {
        var postgres = SharedSandbox.postgres();
        return MergeTestResource.secrets()
                .put(
                        "rds-secret-" + entry,
                        Map.of(
                                "username",
                                postgres.user(),
                                "password",
                                postgres.password(),
                                "table_name",
                                table,
                                "db_name",
                                DATABASE,
                                "port",
                                5432));
    }

    private static SandboxSlack slack() {
        return MergeTestResource.slack();
    }

    private static List<String> told(String entry) {
        return slack().messages().stream()
                .map(SandboxSlack.Message::text)
                .filter(text -> text.contains(entry))
                .toList();
    }

    private static void awaitTold(String entry, int messages) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told(entry)).hasSize(messages));
    }

    /** The application sets the rule by which the store pushes up by itself. */
    private void awaitSetUp() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ledger.query(
                                "select id from run where route = 'intake.set-up' and state = 'succeeded'",
                                row -> row.getLong(1)))
                        .isNotEmpty());
    }

    private void upload(String entry, String json) {
        store.putObject(
                request -> request.bucket(MergeTestResource.SOURCE).key(entry + ".json"), RequestBody.fromString(json));
    }

    private String output(String key) {
        try {
            return store.getObjectAsBytes(request ->
                            request.bucket(MergeTestResource.DESTINATION).key(key))
                    .asUtf8String();
        } catch (NoSuchKeyException e) {
            return null;
        }
    }

    private List<String> keys(String entry) {
        return store
                .listObjectsV2(
                        request -> request.bucket(MergeTestResource.DESTINATION).prefix(entry + "."))
                .contents()
                .stream()
                .map(object -> object.key())
                .toList();
    }

    private void awaitState(long run, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ledger.first(
                                "select state || coalesce(': ' || error, '') from run where id = ?",
                                row -> row.getString(1).replaceFirst("(?<=parked|cancelled):.*", ""),
                                run))
                        .hasValue(state));
    }

    private String error(long run) {
        return ledger.first("select error from run where id = ?", row -> row.getString(1), run)
                .orElseThrow();
    }
}
