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

    @Test
    void tells_of_a_step_that_is_late_although_it_has_told_that_it_could_not_be_begun() {
        // Given
        var run = routed("late");
        var step = StepRecord.starting(run.id(), "slow", "container", 1, "late", StepPlan.NONE);
        ledger.steps.start(run.owner(), step);
        ledger.externalSteps.tellLate(step, new Announcement("not begun", "default", null, "it is not begun"));
        ledger.externalSteps.began(step, "handle", null);

        // When
        var known = ledger.externalSteps.open(List.of("container")).stream()
                .filter(open -> open.step().runId() == run.id())
                .toList();
        ledger.externalSteps.tellLate(step, new Announcement("late", "default", null, "it is late"));
        ledger.externalSteps.tellLate(step, new Announcement("later", "default", null, "it is late"));

        // Then
        assertThat(known).extracting(OpenStep::late).containsExactly(false);
        assertThat(ledger.count("message where run_id = ?", run.id())).isEqualTo(2);
    }

    @Test
    void notes_what_a_program_has_said_whatever_signs_are_in_it() {
        // Given
        var run = routed("binary");
        var step = begun(run, "work");

        // When
        ledger.externalSteps.note(step, "pull \0 3 %");
        var noted = ledger.externalSteps.open(List.of("container")).stream()
                .filter(open -> open.step().runId() == run.id())
                .map(OpenStep::note)
                .toList();
        var ended = ledger.externalSteps.endAndWake(
                step.failed("exit code 1: \u001B[31mno \0\r\n\tsuch\u009B file\u001B[0m", true),
                Remainder.ended("near"));

        // Then
        assertThat(noted).containsExactly("pull \uFFFD 3 %");
        assertThat(ended).isTrue();
        assertThat(ledger.steps.of(List.of(run.id())))
                .extracting(StepRecord::error)
                .containsExactly("exit code 1: no \uFFFD\n\tsuch\uFFFD file");
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
