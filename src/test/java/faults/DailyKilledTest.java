package faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sandbox.Fault;
import sandbox.Fault.Kind;

/** Of two replicas the one that is at the day is killed, and the other one goes on. */
@Tag("faults")
class DailyKilledTest {

    /** When all hours of the day are past, so that nothing is waited for. */
    private static final LocalTime EVENING = LocalTime.of(19, 0);

    /** So long before the batch that both replicas are up, and the branches done. */
    private static final LocalTime BEFORE_BATCH = LocalTime.of(16, 59, 10);

    /** So long before the refinement that both replicas are up, and the branches and the batch done. */
    private static final LocalTime BEFORE_GOLD = LocalTime.of(17, 59, 5);

    private static final String UNDER_WAY = "' and state = 'started' and handle is not null";

    private DailyStage stage;

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void killed_while_a_container_and_the_stream_begin() {
        // Given: it is created, and its replica never hears whether it was started; of the driver it never hears at all
        stage = new DailyStage(DailyKilledTest.class, EVENING, 2);
        stage.server0().next("POST .*/start", Fault.of(Kind.HANG));
        stage.spark().next("POST /v1/submissions/create", Fault.of(Kind.CUT_AFTERWARDS));
        var run = stage.begin(DailyStage.TODAY);

        // When
        stage.killRouting();

        // Then
        stage.awaitBeginning();
        stage.assertEachBegunOnce(run);
    }

    @Test
    void killed_while_the_producers_run() {
        stage = new DailyStage(DailyKilledTest.class, EVENING, 2);
        var run = stage.begin(DailyStage.TODAY);
        stage.awaitBeginning();
        stage.killWatching();
        stage.assertEachBegunOnce(run);
    }

    @Test
    void killed_while_it_waits_for_bronze() {
        // Given
        stage = new DailyStage(DailyKilledTest.class, BEFORE_BATCH, 2);
        var run = stage.begin(DailyStage.TODAY);
        stage.awaitBeginning();
        stage.endAll();
        stage.awaitStep("id = 'until-bronze' and state = 'started'");

        // When
        stage.killWatching();

        // Then
        assertThat(stage.spark().drivers()).hasSize(1);
        stage.assertEachBegunOnce(run);
    }

    @Test
    void killed_while_the_batch_runs() {
        // Given
        stage = new DailyStage(DailyKilledTest.class, EVENING, 2);
        var run = stage.begin(DailyStage.TODAY);
        stage.awaitBeginning();
        stage.endAll();
        stage.awaitStep("id = 'batch-to-bronze" + UNDER_WAY);

        // When
        stage.killWatching();

        // Then
        stage.assertEachBegunOnce(run);
    }

    @Test
    void killed_while_it_waits_for_gold() {
        // Given
        stage = new DailyStage(DailyKilledTest.class, BEFORE_GOLD, 2, "18:00");
        var run = stage.begin(DailyStage.TODAY);
        batchDone();
        stage.awaitStep("id = 'until-gold' and state = 'started'");

        // When
        stage.killWatching();

        // Then
        assertThat(stage.spark().drivers()).hasSize(2);
        stage.assertEachBegunOnce(run);
    }

    @Test
    void killed_while_the_refinement_runs() {
        // Given
        stage = new DailyStage(DailyKilledTest.class, EVENING, 2);
        var run = stage.begin(DailyStage.TODAY);
        batchDone();
        stage.awaitStep("id = 'etl-to-gold" + UNDER_WAY);

        // When
        stage.killWatching();

        // Then
        stage.assertEachBegunOnce(run);
    }

    @Test
    void killed_while_it_leaves_its_message() {
        // Given
        stage = new DailyStage(DailyKilledTest.class, EVENING, 2);
        var run = stage.begin(DailyStage.TODAY);
        batchDone();
        // The end of each routing may tell something too, so the run has to have come to rest.
        stage.awaitStep("id = 'etl-to-gold" + UNDER_WAY
                + " and exists (select from run where id = run_id and run.state = 'waiting')");

        // When: what it has sent to the ledger is done there, although it never hears of it
        stage.whileMessagesAreHeld(() -> {
            stage.endAll();
            stage.awaitStep("id = 'notify-completion' and state = 'started'");
            stage.killRouting();
        });

        // Then
        stage.assertEachBegunOnce(run);
        assertThat(stage.messages(run)).isEqualTo(1);
    }

    private void batchDone() {
        stage.awaitBeginning();
        stage.endAll();
        stage.awaitStep("id = 'batch-to-bronze" + UNDER_WAY);
        stage.endAll();
    }
}
