package routes.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import routes.ledger.Database;
import routes.ledger.RunLedger;

@QuarkusTest
@TestProfile(WithEntries.class)
class MergeRouteTest {

    @Inject
    Database ledger;

    @Inject
    RunLedger runs;

    @Test
    void parks_a_run_whose_secret_does_not_exist() {
        // When
        var run = runs.queueManual("merge.onewonder", "{\"entry\": \"onewonder\"}");

        // Then
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(state(run)).isEqualTo("parked"));
        assertThat(error(run)).contains("fetch-credentials: the secret rds-secret-onewonder does not exist");
    }

    private String state(long run) {
        return ledger.first("select state from run where id = ?", row -> row.getString(1), run)
                .orElseThrow();
    }

    private String error(long run) {
        return ledger.first("select error from run where id = ?", row -> row.getString(1), run)
                .orElseThrow();
    }
}
