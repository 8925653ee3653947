package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import routes.ledger.ClaimedRun;
import routes.ledger.RunEnd;
import routes.ledger.RunLedger.Claim;
import routes.ledger.StepPlan;
import routes.ledger.StepRecord;
import routes.ledger.TestLedger;
import routes.shared.Clocks;
import routes.shared.InvalidInputException;

class CancellationTest {

    private static TestLedger ledger;

    private final Shutdown shutdown = new Shutdown();
    private final UUID replica = ledger.replica().id();
    private final String route = "route-" + UUID.randomUUID();

    @BeforeAll
    static void createLedger() {
        ledger = TestLedger.create();
    }

    /** What an external system does when it is asked to end what it was told to begin. */
    @FunctionalInterface
    private interface FarEnd {

        void cancel() throws Exception;
    }

    @Test
    void keeps_a_run_to_be_cancelled_until_what_it_has_begun_is_ended() {
        // Given
        var run = waitingRun("a-job");
        ledger.runs.cancel(run);

        // When
        cancel(() -> {
            throw new IOException("the far end hung up");
        });

        // Then
        assertThat(ledger.count("run where id = ? and state = 'queued' and cancel_requested", run))
                .isEqualTo(1);
        assertThat(ledger.count("run where id = ? and next_attempt_at > now() and holds_slot", run))
                .isEqualTo(1);
        assertThat(error(run))
                .isEqualTo("still to be cancelled: step a-job could not be cancelled:"
                        + " IOException: the far end hung up");
        assertThat(stateOfStep(run)).isEqualTo("started");
    }

    @Test
    void cancels_a_run_once_the_far_end_answers() {
        // Given
        var run = waitingRun("a-job");
        ledger.runs.cancel(run);
        cancel(() -> {
            throw new IOException("the far end hung up");
        });
        ledger.runs.cancel(run);

        // When
        cancel(() -> {});

        // Then
        assertThat(ledger.count("run where id = ? and state = 'cancelled' and error = 'cancelled'", run))
                .isEqualTo(1);
        assertThat(stateOfStep(run)).isEqualTo("cancelled");
    }

    @Test
    void leaves_a_run_to_others_whose_cancelling_was_cut_off_by_the_end_of_the_application() {
        // Given
        var run = waitingRun("a-job");
        ledger.runs.cancel(run);

        // When
        cancel(() -> {
            shutdown.begin();
            throw new InterruptedException();
        });

        // Then
        assertThat(ledger.count("run where id = ? and state = 'running' and cancel_requested", run))
                .isEqualTo(1);
    }

    @Test
    void says_which_step_it_had_to_leave_alone() {
        // Given
        var run = waitingRun("a-job");
        ledger.runs.cancel(run);

        // When
        cancel(() -> {
            throw new InvalidInputException("there is no host server9: set routes.docker.hosts");
        });

        // Then
        assertThat(ledger.count("run where id = ? and state = 'cancelled'", run))
                .isEqualTo(1);
        assertThat(error(run))
                .isEqualTo("cancelled; step a-job could not be cancelled:"
                        + " there is no host server9: set routes.docker.hosts");
    }

    private long waitingRun(String step) {
        var run = ledger.runs.queueManual(route, "{}");
        var claimed = claim();
        ledger.steps.start(claimed.owner(), StepRecord.starting(run, step, "far-end", 1, "x", StepPlan.NONE));
        ledger.runs.end(RunEnd.waiting(run, claimed.owner(), Instant.MAX));
        return run;
    }

    private ClaimedRun claim() {
        var claimed = ledger.runs.claim(replica, new Claim(route, 1, 0, 0, false, ""));
        assertThat(claimed).hasSize(1);
        return claimed.get(0);
    }

    /** What the engine does with a run that was cancelled. */
    private void cancel(FarEnd farEnd) {
        var claimed = claim();
        assertThat(claimed.cancelRequested()).isTrue();
        var run = new Run(claimed, ledger.steps.of(List.of(claimed.id())), ZoneOffset.UTC);
        var steps = new StepRunner(ledger.steps, shutdown, new ObjectMapper());
        var cancellation = new Cancellation(steps, new Actions(List.of(action(farEnd)), List.of()));
        execution().cancelled(run, cancellation.cancel(run));
    }

    private RunExecution execution() {
        return new RunExecution(
                ledger.runs,
                new Silence(),
                null,
                Settings.engine(),
                shutdown,
                Clocks.present(),
                Clock.systemUTC(),
                null);
    }

    private static Action action(FarEnd farEnd) {
        return new Action() {
            @Override
            public String name() {
                return "far-end";
            }

            @Override
            public Progress proceed(Call call) {
                return new Progress.Pending(Instant.MAX);
            }

            @Override
            public void cancel(Call call) throws Exception {
                farEnd.cancel();
            }
        };
    }

    private static String error(long run) {
        return text("select error from run where id = ?", run);
    }

    private static String stateOfStep(long run) {
        return text("select state from step where run_id = ?", run);
    }

    private static String text(String sql, long run) {
        return ledger.database.first(sql, row -> row.getString(1), run).orElseThrow();
    }
}
