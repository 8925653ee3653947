package routes.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import routes.ledger.EventLedger.Decided;
import routes.ledger.RunLedger.Claim;

class RunLedgerTest {

    private static TestLedger ledger;

    @BeforeAll
    static void createLedger() {
        ledger = TestLedger.create();
    }

    @Test
    void hands_a_run_to_one_replica_only() {
        // Given
        queue("once", "a", "01");

        // When
        var first = ledger.runs.claim(replica(), any("once"));
        var second = ledger.runs.claim(replica(), any("once"));

        // Then
        assertThat(first).extracting(run -> run.event().key()).containsExactly("once/a");
        assertThat(second).isEmpty();
    }

    @Test
    void knows_who_may_still_have_effects_for_a_run() {
        // Given
        queue("owned", "a", "01");
        var run = ledger.runs.claim(replica(), any("owned")).get(0);
        assertThat(ledger.runs.isOwned(run.id(), run.owner())).isTrue();

        // When
        ledger.runs.end(RunEnd.retried(run.id(), run.owner(), Instant.now(), "again"));

        // Then
        assertThat(ledger.runs.isOwned(run.id(), run.owner())).isFalse();
        assertThat(ledger.runs.isOwned(run.id(), UUID.randomUUID())).isFalse();
    }

    @Test
    void hands_out_no_more_runs_at_once_than_the_route_allows() {
        // Given
        queue("limited", "a", "01");
        queue("limited", "b", "01");
        queue("limited", "c", "01");
        var owner = replica();
        var claim = new Claim("limited", 10, 2, 0, false, "");

        // When
        var first = ledger.runs.claim(owner, claim);
        var tooMany = ledger.runs.claim(owner, claim);
        ledger.runs.end(RunEnd.waiting(first.get(0).id(), first.get(0).owner(), Instant.MAX));
        var whileOneWaits = ledger.runs.claim(owner, claim);
        ledger.runs.end(RunEnd.succeeded(first.get(1).id(), first.get(1).owner()));
        var afterOneEnded = ledger.runs.claim(owner, claim);

        // Then
        assertThat(first).hasSize(2);
        assertThat(tooMany).isEmpty();
        assertThat(whileOneWaits).isEmpty();
        assertThat(afterOneEnded).extracting(run -> run.event().key()).containsExactly("limited/c");
    }

    @Test
    void lets_no_more_runs_begin_in_a_second_than_the_route_allows() {
        // Given
        for (int i = 0; i < 20; i++) {
            queue("paced", "k" + i, "01");
        }
        var claim = new Claim("paced", 100, 0, 5, false, "");
        var begun = Instant.now();

        // When
        var claimed = new ArrayList<ClaimedRun>();
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            claimed.addAll(ledger.runs.claim(replica(), claim));
            return claimed.size() >= 8;
        });

        // Then
        var seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
        assertThat(claimed.size()).isLessThanOrEqualTo((int) (1 + 5 * seconds) + 1);
    }

    @Test
    void routes_the_versions_of_one_object_one_after_the_other_in_the_order_of_the_store() {
        // Given
        queue("ordered", "a", "02");
        queue("ordered", "a", "01");
        queue("ordered", "b", "01");
        var owner = replica();

        // When
        var first = ledger.runs.claim(owner, any("ordered"));
        first.forEach(run -> ledger.runs.end(RunEnd.succeeded(run.id(), run.owner())));
        var second = ledger.runs.claim(owner, any("ordered"));

        // Then
        assertThat(first)
                .extracting(run -> run.event().key() + " " + run.event().sequencer())
                .containsExactlyInAnyOrder("ordered/a 01", "ordered/b 01");
        assertThat(second).extracting(run -> run.event().sequencer()).containsExactly("02");
    }

    @Test
    void lets_a_newer_version_supersede_an_older_one_that_is_still_queued() {
        // Given
        queue("newest", "a", "01");
        queue("newest", "a", "02");

        // When
        var claimed = ledger.runs.claim(replica(), new Claim("newest", 10, 0, 0, true, ""));

        // Then
        assertThat(claimed).extracting(run -> run.event().sequencer()).containsExactly("02");
        assertThat(ledger.count("run where route = 'newest' and state = 'cancelled' and error like 'superseded%'"))
                .isEqualTo(1);
    }

    @Test
    void hands_out_nothing_of_a_paused_or_a_stopped_route() {
        // Given
        queue("paused", "a", "01");
        queue("out-of-service", "a", "01");
        ledger.database.update(
                "insert into route_control (route, paused, stopped) values ('paused', true, false), ('out-of-service', false, true)");

        // When
        var paused = ledger.runs.claim(replica(), any("paused"));
        var stopped = ledger.runs.claim(replica(), any("out-of-service"));

        // Then
        assertThat(paused).isEmpty();
        assertThat(stopped).isEmpty();
    }

    @Test
    void does_not_lose_the_end_of_a_step_that_comes_while_its_run_is_still_being_routed() {
        // Given
        queue("woken", "a", "01");
        var owner = replica();
        var run = ledger.runs.claim(owner, any("woken")).get(0);
        var step = StepRecord.starting(run.id(), "s", "container", 1, "x", StepPlan.NONE);
        ledger.steps.start(run.owner(), step);

        // When
        ledger.externalSteps.endAndWake(step.succeeded("{}"), Remainder.ended("near"));
        ledger.runs.end(RunEnd.waiting(run.id(), run.owner(), Instant.MAX));

        // Then
        assertThat(ledger.runs.claim(owner, any("woken")))
                .extracting(ClaimedRun::id)
                .containsExactly(run.id());
    }

    @Test
    void lets_nobody_end_a_run_that_was_taken_over() {
        // Given
        queue("stolen", "a", "01");
        var owner = replica();
        var run = ledger.runs.claim(owner, any("stolen")).get(0);
        ledger.runs.requeueStrays(owner, Set.of());

        // When
        var ended = ledger.runs.end(RunEnd.succeeded(run.id(), run.owner()));

        // Then
        assertThat(ended).isFalse();
        assertThat(ledger.steps.start(run.owner(), StepRecord.starting(run.id(), "s", "call", 1, "x", StepPlan.NONE)))
                .isFalse();
    }

    @Test
    void routes_a_cancelled_run_once_more_to_end_what_it_has_begun() {
        // Given
        queue("cancelled", "a", "01");
        var owner = replica();
        var run = ledger.runs.claim(owner, any("cancelled")).get(0);
        ledger.runs.end(RunEnd.waiting(run.id(), run.owner(), Instant.MAX));

        // When
        ledger.runs.cancel(run.id());

        // Then
        assertThat(ledger.runs.claim(owner, any("cancelled")))
                .extracting(ClaimedRun::cancelRequested)
                .containsExactly(true);
    }

    @Test
    void wants_a_run_until_it_is_cancelled_or_claimed_by_another_replica() {
        // Given
        queue("wanted", "a", "01");
        queue("wanted", "b", "01");
        var runs = ledger.runs.claim(replica(), any("wanted"));
        var cancelled = runs.get(0);
        var other = runs.get(1);
        assertThat(runs).allMatch(run -> ledger.runs.wanted(run.id(), run.owner()));

        // When
        ledger.runs.cancel(cancelled.id());

        // Then
        assertThat(ledger.runs.wanted(cancelled.id(), cancelled.owner())).isFalse();
        assertThat(ledger.runs.wanted(other.id(), UUID.randomUUID())).isFalse();
    }

    @Test
    void cancels_runs_of_a_paused_route_and_beyond_its_limit() {
        // Given
        queue("stopped", "a", "01");
        queue("stopped", "b", "01");
        var owner = replica();
        for (var run : ledger.runs.claim(owner, any("stopped"))) {
            ledger.runs.end(RunEnd.retried(run.id(), run.owner(), Instant.now(), "why"));
            ledger.runs.cancel(run.id());
        }
        ledger.database.update("insert into route_control (route, paused) values ('stopped', true)");

        // When
        var claimed = ledger.runs.claim(owner, new Claim("stopped", 10, 1, 0, false, ""));

        // Then
        assertThat(claimed).extracting(ClaimedRun::cancelRequested).containsExactly(true, true);
    }

    @Test
    void retries_a_parked_run_from_the_step_that_failed() {
        // Given
        queue("parked", "a", "01");
        var owner = replica();
        var run = ledger.runs.claim(owner, any("parked")).get(0);
        var good = StepRecord.starting(run.id(), "good", "call", 1, "x", StepPlan.NONE);
        var bad = StepRecord.starting(run.id(), "bad", "call", 1, "y", StepPlan.NONE);
        ledger.steps.start(run.owner(), good);
        ledger.steps.start(run.owner(), bad);
        ledger.steps.end(run.owner(), good.succeeded("1"));
        ledger.steps.end(run.owner(), bad.failed("why", false));
        ledger.runs.end(RunEnd.parked(run.id(), run.owner(), "why"));

        // When
        var retried = ledger.runs.retry(run.id(), false);

        // Then
        assertThat(retried).isTrue();
        assertThat(ledger.runs.claim(owner, any("parked")))
                .extracting(ClaimedRun::attempt)
                .containsExactly(1);
        assertThat(ledger.steps.of(List.of(run.id())))
                .extracting(StepRecord::id)
                .containsExactly("good");
    }

    @Test
    void takes_over_the_runs_of_a_replica_that_gives_no_sign_of_life() {
        // Given
        queue("orphaned", "a", "01");
        var dead = ledger.replica();
        ledger.runs.claim(dead.id(), any("orphaned"));
        var survivor = ledger.replica();
        ledger.isLongAlive(survivor);
        ledger.isDead(dead);

        // When
        survivor.takeOver();

        // Then
        assertThat(ledger.runs.claim(survivor.id(), any("orphaned")))
                .extracting(ClaimedRun::continued)
                .containsExactly(true);
    }

    @Test
    void gives_everybody_the_time_to_renew_after_an_outage() {
        // Given
        var survivor = ledger.replica();
        ledger.database.update("update replica set lease_until = now() - interval '1 minute'");

        // When
        survivor.renewLease();
        var taken = survivor.takeOver();

        // Then
        assertThat(taken).isZero();
        assertThat(ledger.count("replica where id = ?", survivor.id())).isEqualTo(1);
    }

    @Test
    void queues_a_slot_once_however_many_replicas_see_it() {
        // Given
        var slot = Instant.parse("2026-01-01T06:00:00Z");

        // When
        var first = ledger.slots.queue("slots", List.of(slot), false);
        var second = ledger.slots.queue("slots", List.of(slot), false);
        var overlapping = ledger.slots.queue("slots", List.of(slot.plusSeconds(60)), true);

        // Then
        assertThat(List.of(first, second, overlapping)).containsExactly(1, 0, 0);
    }

    private static UUID replica() {
        return ledger.replica().id();
    }

    private static Claim any(String route) {
        return new Claim(route, 10, 0, 0, false, "");
    }

    private static void queue(String route, String key, String sequencer) {
        var event = new ObjectEvent(
                Source.WEBHOOK,
                "ObjectCreated:Put",
                "bucket",
                route + "/" + key,
                key,
                null,
                "e" + sequencer,
                sequencer,
                1L,
                Instant.EPOCH,
                "{}");
        ledger.events.accept(new Decided(event, List.of(Verdict.start(route, "passes"))));
    }
}
