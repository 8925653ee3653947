package routes.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import routes.ledger.RunLedger.Claim;

class ForgottenRunsTest {

    private final TestLedger ledger = TestLedger.create();
    private final ForgottenRuns forgotten = new ForgottenRuns(ledger.database);

    @Test
    void wakes_a_run_that_waits_although_none_of_its_steps_goes_on() {
        // Given
        var run = waiting("forgotten");
        ledger.database.update("update step set state = 'succeeded', finished_at = now() - interval '10 seconds'");

        // When
        var woken = forgotten.wake();

        // Then
        assertThat(woken).containsExactly("run " + run.id() + " of forgotten");
        assertThat(claimed("forgotten").id()).isEqualTo(run.id());
    }

    @Test
    void leaves_a_run_alone_whose_step_goes_on_or_has_just_ended() {
        // Given
        waiting("well");
        waiting("just-ended");
        // It will still have just ended when it is looked for, however long this machine takes until then.
        ledger.database.update("update step set state = 'succeeded', finished_at = now() + interval '30 seconds'"
                + " where id = 'just-ended'");
        // When
        var woken = forgotten.wake();

        // Then
        assertThat(woken).isEmpty();
        assertThat(ledger.count("run where state = 'waiting'")).isEqualTo(2);
    }

    private ClaimedRun waiting(String route) {
        ledger.runs.queueManual(route, "{}");
        var run = claimed(route);
        ledger.steps.start(run.owner(), StepRecord.starting(run.id(), route, "container", 1, route, StepPlan.NONE));
        ledger.runs.end(RunEnd.waiting(run.id(), run.owner(), Instant.MAX));
        return run;
    }

    private ClaimedRun claimed(String route) {
        var runs = ledger.runs.claim(ledger.replica().id(), new Claim(route, 10, 0, 0, false, ""));
        assertThat(runs).hasSize(1);
        return runs.get(0);
    }
}
