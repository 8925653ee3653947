package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import routes.intake.Intake;
import routes.ledger.Database;
import routes.ledger.ExternalStepLedger;
import routes.ledger.ObjectEvent;
import routes.ledger.Remainder;
import routes.ledger.RunLedger;
import routes.ledger.Source;
import routes.ledger.StepLedger;
import routes.ledger.StepRecord;
import routes.shared.InvalidInputException;

@Tag("application")
@QuarkusTest
@TestProfile(WithTestRoutes.class)
class DurableRouteTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Inject
    Intake intake;

    @Inject
    Database database;

    @Inject
    RunLedger runs;

    @Inject
    StepLedger steps;

    @Inject
    ExternalStepLedger externalSteps;

    @Inject
    RunEngine engine;

    @Inject
    StandInAction standIn;

    @Test
    void does_each_step_once_and_hands_its_result_to_those_after_it() {
        // When
        var key = upload("three-steps");

        // Then
        awaitState(key, "succeeded");
        assertThat(standIn.begun(key)).containsExactly("first", "second", "third");
        assertThat(step(key, "last-word").result()).isEqualTo("\"" + key + " first done second done third done\"");
    }

    @Test
    void tries_a_failed_step_again_without_repeating_those_before_it() {
        // Given
        var key = newKey();
        var failed = new AtomicBoolean();
        standIn.let(key, "second", call -> {
            if (failed.compareAndSet(false, true)) {
                throw new IOException("the far end hung up");
            }
            return new Action.Progress.Done("second time lucky");
        });

        // When
        upload("three-steps", key);

        // Then
        awaitState(key, "succeeded");
        assertThat(standIn.begun(key)).containsExactly("first", "second", "second", "third");
        assertThat(step(key, "second").attempt()).isEqualTo(2);
    }

    @Test
    void parks_at_once_what_never_heals_and_goes_on_from_there_when_a_person_asks() {
        // Given
        var key = newKey();
        standIn.let(key, "second", call -> {
            throw new InvalidInputException("the object holds no rows: upload it again");
        });
        upload("three-steps", key);
        awaitState(key, "parked");
        assertThat(error(key)).isEqualTo("the object holds no rows: upload it again");

        // When
        standIn.let(key, "second", call -> new Action.Progress.Done("repaired"));
        runs.retry(runId(key), false);
        engine.wakeUp();

        // Then
        awaitState(key, "succeeded");
        assertThat(standIn.begun(key)).containsExactly("first", "second", "second", "third");
    }

    @Test
    void parks_a_run_after_its_last_attempt() {
        // Given
        var key = newKey();
        standIn.let(key, "first", call -> {
            throw new IOException("down for good");
        });

        // When
        upload("three-steps", key);

        // Then
        awaitState(key, "parked");
        assertThat(standIn.begun(key)).hasSize(5);
        assertThat(error(key)).contains("IOException: down for good");
    }

    @Test
    void waits_for_a_step_that_goes_on_elsewhere_and_does_not_begin_it_again() {
        // Given
        var key = newKey();
        standIn.let(key, "second", call -> StandInAction.pending());
        upload("three-steps", key);
        awaitState(key, "waiting");
        assertThat(standIn.begun(key)).containsExactly("first", "second");

        // When
        externalSteps.endAndWake(step(key, "second").succeeded("\"from elsewhere\""), Remainder.ended("near"));
        engine.wakeUp();

        // Then
        awaitState(key, "succeeded");
        assertThat(standIn.begun(key)).containsExactly("first", "second", "third");
        assertThat(step(key, "last-word").result()).contains("from elsewhere");
    }

    @Test
    void lets_every_branch_go_as_far_as_it_can_before_the_run_waits() {
        // Given
        var key = newKey();
        standIn.let(key, "left", call -> StandInAction.pending());

        // When
        upload("branches", key);

        // Then
        awaitState(key, "waiting");
        assertThat(standIn.begun(key)).containsExactlyInAnyOrder("left", "right");
        externalSteps.endAndWake(step(key, "left").succeeded("1"), Remainder.ended("near"));
        engine.wakeUp();
        awaitState(key, "succeeded");
        assertThat(standIn.begun(key)).containsExactlyInAnyOrder("left", "right", "joined");
    }

    @Test
    void fails_only_after_the_branches_beside_the_failed_one_have_come_to_their_end() {
        // Given
        var key = newKey();
        standIn.let(key, "left", call -> StandInAction.pending());
        standIn.let(key, "right", call -> {
            throw new InvalidInputException("right is wrong");
        });

        // When
        upload("branches", key);

        // Then
        awaitState(key, "waiting");
        externalSteps.endAndWake(step(key, "left").succeeded("1"), Remainder.ended("near"));
        engine.wakeUp();
        awaitState(key, "parked");
        assertThat(error(key)).isEqualTo("right is wrong");
        assertThat(standIn.begun(key)).containsExactlyInAnyOrder("left", "right");
    }

    @Test
    void a_system_that_was_away_beside_a_waiting_branch_does_not_count_against_the_run() {
        // Given
        var key = newKey();
        var away = new AtomicBoolean(true);
        standIn.let(key, "left", call -> StandInAction.pending());
        standIn.let(key, "right", call -> {
            if (away.getAndSet(false)) {
                throw new ConnectException("refused");
            }
            return new Action.Progress.Done("there again");
        });

        // When
        upload("branches", key);
        awaitState(key, "waiting");
        externalSteps.endAndWake(step(key, "left").succeeded("1"), Remainder.ended("near"));
        engine.wakeUp();

        // Then
        awaitState(key, "succeeded");
        assertThat(database.query("select failures from run where id = ?", row -> row.getInt(1), runId(key)))
                .containsExactly(0);
    }

    @Test
    void holds_no_thread_for_runs_that_wait() {
        // Given
        var keys = IntStream.range(0, 100).mapToObj(i -> newKey()).toList();
        keys.forEach(key -> standIn.let(key, "first", call -> StandInAction.pending()));

        // When
        keys.forEach(key -> upload("three-steps", key));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(keys).allSatisfy(key -> assertState(key, "waiting")));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(busyThreads()).isZero());
    }

    @Test
    void waits_for_a_while() {
        // When
        var key = upload("waits");

        // Then
        awaitState(key, "succeeded");
        var waited = Duration.between(step(key, "a-while").plan().wakeAt().minusSeconds(2), Instant.now());
        assertThat(waited).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(standIn.begun(key)).containsExactly("after-a-while");
    }

    @Test
    void ends_what_a_cancelled_run_has_begun() {
        // Given
        var key = newKey();
        standIn.let(key, "second", call -> StandInAction.pending());
        upload("three-steps", key);
        awaitState(key, "waiting");

        // When
        runs.cancel(runId(key));
        engine.wakeUp();

        // Then
        awaitState(key, "cancelled");
        assertThat(standIn.cancelled(key)).containsExactly("second");
    }

    @Test
    void says_of_each_event_which_rule_keeps_it_out() {
        // Given
        var last = database.first("select coalesce(max(id), 0) from event", row -> row.getLong(1))
                .orElseThrow();

        // When
        intake.take(List.of(
                event("small", "in/a.txt", 10),
                event("small", "out/a.txt", 10),
                event("small", "in/a.csv", 10),
                event("small", "in/big.txt", 1000),
                new ObjectEvent(Source.WEBHOOK, "TestEvent", "small", "", "", null, null, null, null, null, "{}")));

        // Then
        assertThat(database.query(
                        "select e.key || ': ' || o.reason from outcome o join event e on e.id = o.event_id"
                                + " where o.route = 'small' and e.bucket = 'small' and e.id > ? order by e.id",
                        row -> row.getString(1),
                        last))
                .containsExactly(
                        "in/a.txt: passes every rule of the route",
                        "out/a.txt: key out/a.txt does not begin with in/",
                        "in/a.csv: key in/a.csv does not end with .txt",
                        "in/big.txt: not so: ${body.size} < 100, ${body.size} is 1000",
                        ": a test event: the store tries whether it is heard");
    }

    private String upload(String bucket) {
        return upload(bucket, newKey());
    }

    private String upload(String bucket, String key) {
        intake.take(List.of(event(bucket, key, 3)));
        return key;
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    private static ObjectEvent event(String bucket, String key, long size) {
        var sequencer = "%032X".formatted(System.nanoTime());
        return new ObjectEvent(
                Source.WEBHOOK, "ObjectCreated:Put", bucket, key, key, null, "e", sequencer, size, Instant.now(), "{}");
    }

    private void awaitState(String key, String state) {
        await().atMost(PATIENCE).untilAsserted(() -> assertState(key, state));
    }

    private void assertState(String key, String state) {
        assertThat(database.query(
                        "select r.state from run r join event e on e.id = r.event_id where e.key = ?",
                        row -> row.getString(1),
                        key))
                .containsExactly(state);
    }

    private long runId(String key) {
        return database.first(
                        "select r.id from run r join event e on e.id = r.event_id where e.key = ?",
                        row -> row.getLong(1),
                        key)
                .orElseThrow();
    }

    private String error(String key) {
        return database.first("select error from run where id = ?", row -> row.getString(1), runId(key))
                .orElseThrow();
    }

    private StepRecord step(String key, String id) {
        return steps.of(List.of(runId(key))).stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static long busyThreads() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getKey().getName().startsWith("sluice-run-"))
                .filter(entry -> List.of(entry.getValue()).stream()
                        .anyMatch(frame -> frame.getClassName().equals(RunExecution.class.getName())))
                .count();
    }
}
