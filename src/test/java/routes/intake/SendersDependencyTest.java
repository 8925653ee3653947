package routes.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import routes.ledger.TestLedger;
import routes.shared.Dependency.Finding;
import routes.shared.Dependency.Level;

class SendersDependencyTest {

    private static TestLedger ledger;

    @BeforeAll
    static void createLedger() {
        ledger = TestLedger.create();
    }

    @Test
    void what_production_refuses_to_start_with_is_broken_there_and_a_warning_elsewhere() {
        assertThat(dependency(true, "open", "true").check())
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.BROKEN))
                .satisfies(finding -> assertThat(finding.text()).contains("does not count in production"));
        assertThat(dependency(false, "open", "true").check())
                .extracting(Finding::level)
                .containsExactly(Level.WARNING);
    }

    @Test
    void any_proof_closes_what_was_opened() {
        assertThat(dependency(true, "open", "true", "hmac.secret", "s").check())
                .containsExactly(Finding.good("proof", "a token or a signature is demanded"));
    }

    @Test
    void says_of_each_target_of_minio_what_cannot_be_seen() {
        // Given
        var arn = "arn:minio:sqs::sluice:webhook";
        var dependency = dependency(
                true,
                "token",
                "secret",
                "buckets.a.bucket",
                "a",
                "buckets.a.notification.arn",
                arn,
                "buckets.b.bucket",
                "b",
                "buckets.b.notification.arn",
                arn);

        // Then
        assertThat(dependency.check())
                .filteredOn(finding -> finding.what().startsWith("queue"))
                .containsExactly(Finding.good(
                        "queue of " + arn,
                        "cannot be seen from here: MINIO_NOTIFY_WEBHOOK_QUEUE_DIR_sluice of MinIO has to name a directory"
                                + " that outlives it"));
    }

    private static SendersDependency dependency(boolean production, String... settings) {
        return new SendersDependency(Settings.of(settings), ledger.database, production);
    }
}
