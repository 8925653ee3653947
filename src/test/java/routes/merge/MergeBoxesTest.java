package routes.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sandbox.SharedSandbox;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import routes.ledger.Database;
import routes.ledger.RunLedger;
import routes.merge.database.DatabaseConnections;
import routes.merge.database.DatabaseKind;
import routes.merge.database.DatabaseServer;
import routes.merge.database.DatabaseSession;
import routes.merge.database.TableName;
import routes.merge.database.Tables;
import routes.merge.secrets.Login;
import routes.merge.secrets.LoginSecret;

@Tag("application")
@QuarkusTest
@TestProfile(WithEntries.class)
class MergeBoxesTest {

    private static final String DATABASE = "merge_boxes";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Inject
    Database ledger;

    @Inject
    RunLedger runs;

    @Inject
    S3Client store;

    @Inject
    DatabaseConnections databases;

    @BeforeAll
    static void makeTable() throws SQLException {
        var postgres = SharedSandbox.postgres();
        postgres.createDatabase(DATABASE);
        try (var connection =
                        DriverManager.getConnection(postgres.jdbcUrl(DATABASE), postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            statement.execute("create table orders (id integer primary key)");
            statement.execute("insert into orders values (1), (2)");
        }
    }

    @Test
    void publishes_all_rejects_of_a_run_that_is_parked_for_them() {
        // Given
        var postgres = SharedSandbox.postgres();
        MergeTestResource.secrets()
                .put(
                        "rds-secret-rejecting",
                        Map.of(
                                "username",
                                postgres.user(),
                                "password",
                                postgres.password(),
                                "table_name",
                                "orders",
                                "db_name",
                                DATABASE));
        store.putObject(
                request -> request.bucket(MergeTestResource.SOURCE).key("rejecting.json"),
                RequestBody.fromString("[{\"id\": 1}, 7,\n{\"name\": \"Ada\"}]"));

        // When
        var run = runs.queueManual("merge.rejecting", null);

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ledger.first(
                                "select error from run where id = ? and state = 'parked'",
                                row -> row.getString(1),
                                run))
                        .hasValue("read-json: the object merge-source/rejecting.json has 2 rejected records, more than"
                                + " the 0 that max-rejects allows; the first, record 2 in line 1, is no object; all of"
                                + " them are in merge-destination/rejecting.csv.rejects.jsonl; mend them, or raise"
                                + " routes.merge.entries.rejecting.max-rejects"));
        assertThat(store.getObjectAsBytes(request ->
                                request.bucket(MergeTestResource.DESTINATION).key("rejecting.csv.rejects.jsonl"))
                        .asUtf8String())
                .isEqualTo("""
                        {"line":1,"index":2,"reason":"is no object","record":7}
                        {"line":2,"index":3,"reason":"has no id","record":{"name":"Ada"}}
                        """);
        assertThat(store.listObjectsV2(request ->
                                request.bucket(MergeTestResource.DESTINATION).prefix("rejecting."))
                        .contents())
                .hasSize(1);
    }

    @Test
    void hangs_up_when_the_rows_are_read() throws Exception {
        // Given
        var postgres = SharedSandbox.postgres();
        var address = URI.create(postgres.jdbcUrl().replace("jdbc:", ""));
        try (var session = new DatabaseSession(
                new DatabaseServer(DatabaseKind.POSTGRESQL, address.getHost(), address.getPort()),
                new LoginSecret("rds-secret-snapshot", "snapshot", Optional.empty(), Optional.empty()),
                new Login(postgres.user(), postgres.password(), DATABASE, "orders", "v1"))) {
            databases.open(session);
            var rows = new SnapshotRows(Tables.open(session, TableName.find(session), 10), session);
            assertThat(connections()).isOne();

            // When
            try (var scan = rows.scan()) {
                while (scan.next()) {
                    assertThat(scan.cell(0)).isNotEmpty();
                }
            }

            // Then
            await().atMost(PATIENCE).until(() -> connections() == 0);
        }
    }

    private long connections() {
        return ledger.first(
                        "select count(*) from pg_stat_activity where application_name = 'sluice merge snapshot'",
                        row -> row.getLong(1))
                .orElseThrow();
    }
}
