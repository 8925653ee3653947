package routes.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static routes.external.StandInSystem.Trouble.DOES_NOT_ANSWER;
import static routes.external.StandInSystem.Trouble.REFUSES;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import routes.engine.WithTestRoutes;
import routes.ledger.ExternalStepLedger;
import routes.ledger.OpenStep;

/** Systems that take long to answer, or never do: neither the engine nor other steps wait for them. */
@Tag("application")
@QuarkusTest
@TestProfile(WithTestRoutes.class)
class UnansweredStepsTest extends ExternalRuns {

    @Inject
    StepEnds ends;

    @Inject
    ExternalSteps steps;

    @Inject
    ExternalStepLedger ledger;

    @AfterEach
    void comeBack() {
        system.away("near", false);
    }

    @Test
    void an_end_is_noted_although_nobody_answers_for_the_log_and_the_log_is_kept_later() {
        // Given
        system.unreadableLog(key, true);
        system.end(key, WELL);
        upload("elsewhere");
        awaitRun("succeeded");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(leftover("error")).startsWith("ConnectException"));
        assertThat(system.released()).doesNotContain(key);

        // When
        system.unreadableLog(key, false);

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(system.released()).contains(key));
        assertThat(step("log_uri")).endsWith("/far-job-1.log");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(leftover("id")).isNull());
    }

    @Test
    void the_logs_of_a_connection_that_hangs_hold_up_no_end() {
        // Given
        var names = IntStream.range(0, 6).mapToObj(number -> key + "-" + number).toList();
        names.forEach(system::hold);
        try {
            names.forEach(this::finishedAlready);

            // When
            system.end(key, WELL);
            upload("elsewhere");

            // Then
            awaitRun("succeeded");
        } finally {
            names.forEach(system::letGoOn);
        }
    }

    /** Puts what a step has left behind into the ledger, as if it had ended just now. */
    private void finishedAlready(String name) {
        database.update("""
                insert into leftover (run_id, step_id, action, connection, route, state, attempt, external_id, request,
                                      started_at, underway, log_kept)
                values (0, ?, 'stand-in-job', 'near', 'elsewhere', 'succeeded', 1, ?, ?, now(), false, false)
                """, name, name, "{\"name\":\"" + name + "\",\"connection\":\"near\"}");
    }

    @Test
    void a_begin_that_takes_long_holds_no_run_and_begins_once() {
        // Given
        system.hold(key);
        upload("elsewhere");

        // When
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(step("note")).isEqualTo("near has not answered yet"));
        awaitRun("waiting");
        system.letGoOn(key);

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(step("handle")).isNotNull());
        system.end(key, WELL);
        awaitRun("succeeded");
        assertThat(system.starts(key)).isEqualTo(1);
    }

    @Test
    void a_refusal_that_takes_long_is_told_as_soon_as_it_comes() {
        // Given
        system.trouble(key, REFUSES);
        system.hold(key);
        upload("elsewhere");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(step("note")).isEqualTo("near has not answered yet"));
        awaitRun("waiting");

        // When
        system.letGoOn(key);

        // Then
        awaitRun("parked");
        assertThat(run("error")).isEqualTo("there is no room for " + key + ": make some");
    }

    @Test
    void a_stop_that_takes_long_leaves_its_run_to_be_cancelled_until_it_is_done() {
        // Given
        upload("elsewhere");
        awaitBegun();
        system.hold(key);

        // When
        runs.cancel(runId());
        engine.tell();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(run("error"))
                        .isEqualTo(
                                "still to be cancelled: step far-job could not be cancelled: TimeoutException: it is being"
                                        + " stopped, which takes longer"));
        system.letGoOn(key);

        // Then
        awaitRun("cancelled");
        assertThat(Collections.frequency(system.stopped(), key)).isEqualTo(1);
    }

    @Test
    void what_could_not_be_begun_until_its_deadline_is_stopped_before_the_run_is_parked() {
        // Given
        system.trouble(key, DOES_NOT_ANSWER, DOES_NOT_ANSWER, DOES_NOT_ANSWER, DOES_NOT_ANSWER, DOES_NOT_ANSWER);

        // When
        upload("elsewhere-late");

        // Then
        awaitRun("parked");
        assertThat(run("error")).startsWith("it could not be begun until its deadline 20");
        assertThat(system.stopped()).contains(key);
    }

    @Test
    void what_cannot_be_stopped_at_its_deadline_is_told_and_stopped_later() {
        // Given
        system.trouble(key, DOES_NOT_ANSWER, DOES_NOT_ANSWER, DOES_NOT_ANSWER, DOES_NOT_ANSWER, DOES_NOT_ANSWER);
        system.away("near", true);

        // When
        upload("elsewhere-late");
        awaitRun("parked");
        assertThat(run("error"))
                .contains(
                        "; it could not be stopped: ConnectException: connection refused; it may still run as late-job-");
        system.away("near", false);

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(system.stopped()).contains(key));
    }

    @Test
    void a_system_that_is_away_at_the_deadline_is_not_waited_for_and_stops_the_work_when_it_is_back() {
        // Given
        upload("elsewhere-alerted");
        awaitBegun();
        system.away("near", true);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(messages()).singleElement().asString().contains("*late*: step alerted-job"));

        // When
        deadlineComes();

        // Then
        awaitRun("parked");
        assertThat(run("error")).contains("near does not answer", "; it may still run as handle-of-alerted-job-");
        assertThat(messages()).hasSize(2);

        // When
        system.away("near", false);

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(system.stopped()).contains(key));
    }

    @Test
    void people_are_told_once_of_a_step_that_waits_for_a_system_that_does_not_answer_for_long() throws Exception {
        // Given
        upload("elsewhere");
        awaitBegun();

        // When
        unanswered(Duration.ofMinutes(14));
        assertThat(messages()).isEmpty();
        unanswered(Duration.ofMinutes(16));
        unanswered(Duration.ofMinutes(17));

        // Then
        assertThat(messages()).singleElement().asString().contains("*late*: step far-job", "near does not answer");
        system.end(key, WELL);
        awaitRun("succeeded");
    }

    private void unanswered(Duration since) throws Exception {
        var open = open();
        var task = steps.task(StandInSystem.Request.class, open.route(), open.step());
        ends.unanswered(system, task, open, "near does not answer: connection refused", since);
    }

    private OpenStep open() {
        return ledger.open(List.of(system.action())).stream()
                .filter(open -> open.step().runId() == runId())
                .findFirst()
                .orElseThrow();
    }

    private String leftover(String column) {
        return database.first(
                        "select " + column + "::text from leftover where run_id = ?",
                        row -> Optional.ofNullable(row.getString(1)),
                        runId())
                .flatMap(value -> value)
                .orElse(null);
    }
}
