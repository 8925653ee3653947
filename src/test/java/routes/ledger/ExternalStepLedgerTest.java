package routes.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import routes.ledger.RunLedger.Claim;

class ExternalStepLedgerTest {

    private static TestLedger ledger;

    @BeforeAll
    static void createLedger() {
        ledger = TestLedger.create();
    }

    @Test
    void queues_a_waiting_run_when_a_step_of_it_ends() {
        // Given
        var run = routed("waiting");
        var step = begun(run, "only");
        ledger.runs.end(RunEnd.waiting(run.id(), run.owner(), Instant.MAX));

        // When
        var first = ledger.externalSteps.endAndWake(step.succeeded("{}"), Remainder.ended("near"));
        var again = ledger.externalSteps.endAndWake(step.failed("too late", false), Remainder.ended("near"));

        // Then
        assertThat(first).isTrue();
        assertThat(again).isFalse();
        assertThat(claimed("waiting").id()).isEqualTo(run.id());
    }

    @Test
    void loses_no_end_that_becomes_visible_only_after_its_run_was_routed_for_another_one() throws Exception {
        // Given
        var run = routed("together");
        var fast = begun(run, "fast");
        var slow = begun(run, "slow");
        ledger.runs.end(RunEnd.waiting(run.id(), run.owner(), Instant.MAX));
        ledger.externalSteps.endAndWake(fast.succeeded("{}"), Remainder.ended("near"));
        try (var other = ledger.connection()) {
            other.setAutoCommit(false);
            try (var lock = other.createStatement()) {
                lock.execute("select * from step where id = 'slow' for update");
            }

            // When
            var end = CompletableFuture.supplyAsync(
                    () -> ledger.externalSteps.endAndWake(slow.succeeded("{}"), Remainder.ended("near")));
            ledger.awaitBlocked();
            var routedForTheFirst = claimed("together");
            ledger.runs.end(RunEnd.waiting(run.id(), routedForTheFirst.owner(), Instant.MAX));
            other.commit();
            end.join();
        }

        // Then
        assertThat(claimed("together").id()).isEqualTo(run.id());
    }

    @Test
    void leaves_the_steps_of_a_cancelled_run_to_its_cancellation() {
        // Given
        var run = routed("cancelled");
        var step = begun(run, "work");
        assertThat(openSteps(run)).containsExactly(step.id());

        // When
        ledger.runs.cancel(run.id());

        // Then
        assertThat(openSteps(run)).isEmpty();
    }

    private static List<String> openSteps(ClaimedRun run) {
        return ledger.externalSteps.open(List.of("container")).stream()
                .map(OpenStep::step)
                .filter(step -> step.runId() == run.id())
                .map(StepRecord::id)
                .toList();
    }

    private static ClaimedRun routed(String route) {
        ledger.runs.queueManual(route, "{}");
        return claimed(route);
    }

    private static ClaimedRun claimed(String route) {
        var runs = ledger.runs.claim(ledger.replica().id(), new Claim(route, 10, 0, 0, false, ""));
        assertThat(runs).hasSize(1);
        return runs.get(0);
    }

    private static StepRecord begun(ClaimedRun run, String id) {
        var step = StepRecord.starting(run.id(), id, "container", 1, run.id() + id, StepPlan.NONE);
        ledger.steps.start(run.owner(), step);
        ledger.externalSteps.began(step, "handle of " + id, null);
        return step;
    }
}
