package routes.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import routes.ledger.ObjectEvent;
import routes.ledger.Source;
import routes.ledger.TestLedger;
import routes.ledger.Verdict;

class IntakeTest {

    private static TestLedger ledger;
    private static Intake intake;

    @BeforeAll
    static void createLedger() {
        ledger = TestLedger.create();
        intake = new Intake(
                event -> List.of(Verdict.start("takes", "passes"), Verdict.skip("leaves", "bucket is a, not b")),
                ledger.events,
                () -> {});
    }

    @Test
    void runs_of_objects_that_were_there_before_start_after_the_live_ones() {
        // When
        intake.takeExisting(List.of(listed("old")));
        intake.take(List.of(listed("missed")));

        // Then
        assertThat(ledger.database.query("""
                select e.key || ' ' || r.priority from run r join event e on e.id = r.event_id order by r.priority
                """, row -> row.getString(1))).contains("missed 0", "old 10");
    }

    @Test
    void objects_that_were_there_before_are_noted_and_start_nothing_where_they_are_to_be_skipped() {
        // When
        intake.skipExisting(List.of(listed("skipped")));

        // Then
        assertThat(ledger.database.query("""
                select o.route || ': ' || o.verdict || ', ' || o.reason from outcome o join event e on e.id = o.event_id
                where e.key = 'skipped' order by o.route
                """, row -> row.getString(1)))
                .containsExactly(
                        "leaves: skipped, bucket is a, not b",
                        "takes: skipped, was there before its bucket was first listed, and existing=skip;"
                                + " replay it to work on it");
        assertThat(ledger.count("run r join event e on e.id = r.event_id where e.key = 'skipped'"))
                .isZero();
    }

    @Test
    void keeps_in_quarantine_what_a_fault_of_ours_keeps_from_being_taken() {
        // Given
        var faulty = new Intake(event -> Arrays.asList((Verdict) null), ledger.events, () -> {});
        var message = "{\"EventName\":\"s3:ObjectCreated:Put\",\"Records\":[{\"s3\":{\"bucket\":{\"name\":\"b\"},"
                + "\"object\":{\"key\":\"k\",\"sequencer\":\"1\"}}}]}";

        // When
        faulty.take(Source.WEBHOOK, message.getBytes(UTF_8));

        // Then
        assertThat(ledger.count("quarantine where reason like 'it cannot be taken%NullPointerException%'"))
                .isEqualTo(1);
    }

    private static ObjectEvent listed(String key) {
        return new ObjectEvent(
                Source.LISTING, "ObjectCreated:Put", "bucket", key, key, null, "e", null, 1L, Instant.EPOCH, null);
    }
}
