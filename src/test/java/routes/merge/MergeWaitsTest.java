package routes.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sandbox.SharedSandbox;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import routes.ledger.Database;
import routes.ledger.RouteCatalogue;
import routes.ledger.RunLedger;
import routes.merge.join.MergeMemory;

/** A merge for which there is no memory waits in the ledger. */
@Tag("application")
@QuarkusTest
@TestProfile(WithEntries.class)
class MergeWaitsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Inject
    Database ledger;

    @Inject
    RunLedger runs;

    @Inject
    RouteCatalogue catalogue;

    @Inject
    S3Client store;

    @AfterEach
    void writeFormer() {
        MergeTestResource.write(Map.of());
        await().atMost(PATIENCE).until(() -> !known());
    }

    @Test
    void waits_without_a_thread_and_goes_on_when_there_is_memory() throws InterruptedIOException {
        // Given
        var database = SharedSandbox.postgres();
        MergeTestResource.secrets()
                .put(
                        "rds-secret-late-memory",
                        Map.of(
                                "username",
                                database.user(),
                                "password",
                                database.password(),
                                "db_name",
                                "postgres",
                                "table_name",
                                "nowhere"));
        store.putObject(
                request -> request.bucket(MergeTestResource.SOURCE).key("late-memory.json"),
                RequestBody.fromString("{\"id\": 1}"));
        MergeTestResource.write(Map.of("late-memory", MergeTestResource.entry("late-memory")));
        await().atMost(PATIENCE).until(this::known);
        long run;
        try (var all = MergeMemory.none()) {
            // Merges of other tests may still be coming to their end.
            await().atMost(PATIENCE).until(() -> all.grow(Long.MAX_VALUE));

            // When
            run = runs.queueManual("merge.late-memory", null);

            // Then
            await().atMost(PATIENCE).until(() -> state(run).equals("waiting"));
        }
        await().atMost(PATIENCE).until(() -> state(run).equals("parked"));
        assertThat(ledger.first("select error from run where id = ?", row -> row.getString(1), run)
                        .orElseThrow())
                .contains("read-table: there is no table nowhere");
    }

    private boolean known() {
        return catalogue.routes().stream().anyMatch(route -> route.id().equals("merge.late-memory"));
    }

    private String state(long run) {
        return ledger.first("select state from run where id = ?", row -> row.getString(1), run)
                .orElseThrow();
    }
}
