package routes.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import routes.ledger.EventLedger.Decided;
import routes.ledger.ReplayLedger.Replayed;
import routes.ledger.RunLedger.Claim;

/** What a claim hands out while others write at the same time. */
class ClaimTest {

    private static TestLedger ledger;

    @BeforeAll
    static void createLedger() {
        ledger = TestLedger.create();
    }

    @Test
    void hands_out_a_run_with_its_event_even_if_both_are_committed_only_after_the_claim_has_begun() throws Exception {
        // Given
        var replica = ledger.replica();
        try (var other = ledger.connection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("""
                with accepted as (
                    insert into event (identity, object, source, name, created, bucket, key, raw_key)
                    values (gen_random_uuid(), gen_random_uuid(), 'manual', 'ObjectCreated:Put', true, 'b', 'k', 'k')
                    returning id
                )
                insert into run (route, cause, event_id) select 'crowded', 'event:' || id, id from accepted
                """);
            // As another claim does that is under way.
            statement.execute("select pg_advisory_xact_lock(hashtextextended('crowded', 7305810))");
            var claim = CompletableFuture.supplyAsync(() -> ledger.runs.claim(replica.id(), any("crowded")));
            ledger.awaitBlocked();

            // When
            other.commit();

            // Then
            assertThat(claim.join()).extracting(run -> run.event().key()).containsExactly("k");
        }
    }

    @Test
    void hands_out_one_run_of_an_object_at_a_time_even_if_an_older_version_is_replayed() {
        // Given
        var replica = ledger.replica();
        var older = accept("again", "a", "01");
        ledger.runs
                .claim(replica.id(), any("again"))
                .forEach(run -> ledger.runs.end(RunEnd.succeeded(run.id(), run.owner())));
        new ReplayLedger(ledger.database).start(List.of(new Replayed(older, "again", "asked for", Instant.now())));
        accept("again", "a", "02");

        // When
        var first = ledger.runs.claim(replica.id(), any("again"));
        first.forEach(run -> ledger.runs.end(RunEnd.succeeded(run.id(), run.owner())));
        var second = ledger.runs.claim(replica.id(), any("again"));

        // Then
        assertThat(first).extracting(run -> run.event().sequencer()).containsExactly("02");
        assertThat(second).extracting(run -> run.event().sequencer()).containsExactly("01");
    }

    @Test
    void gives_a_run_a_pause_that_waits_for_a_time_which_for_the_ledger_has_come_already() {
        // Given
        var replica = ledger.replica();
        ledger.runs.queueManual("early", "{}");
        var run = ledger.runs.claim(replica.id(), any("early")).get(0);
        var before = time("select now()");

        // When
        ledger.runs.end(RunEnd.waiting(run.id(), run.owner(), Instant.now().minusSeconds(1)));

        // Then
        var after = time("select now()");
        assertThat(time("select next_attempt_at from run where id = ?", run.id()))
                .isBetween(before.plusMillis(200), after.plusMillis(200));
        await().until(() -> ledger.runs.claim(replica.id(), any("early")).size() == 1);
    }

    @Test
    void keeps_the_pace_of_a_route_when_the_clock_is_put_back() {
        // Given
        var replica = ledger.replica();
        accept("timeless", "a", "01");
        ledger.database.update("insert into route_control (route, tokens, updated_at)"
                + " values ('timeless', 1, now() + interval '1 hour')");

        // When
        var claimed = ledger.runs.claim(replica.id(), new Claim("timeless", 10, 0, 5, false, ""));

        // Then
        assertThat(claimed).hasSize(1);
    }

    @Test
    void queues_a_run_again_whose_claim_got_lost_although_an_earlier_claim_of_it_is_still_being_routed() {
        // Given
        var replica = ledger.replica();
        accept("twice", "a", "01");
        var stale = ledger.runs.claim(replica.id(), any("twice")).get(0);
        ledger.runs.requeueStrays(replica.id(), Set.of());
        ledger.runs.claim(replica.id(), any("twice"));

        // When
        var strays = ledger.runs.requeueStrays(replica.id(), Set.of(stale.owner()));

        // Then
        assertThat(strays).isEqualTo(1);
        assertThat(ledger.runs.claim(replica.id(), any("twice"))).hasSize(1);
    }

    @Test
    void hands_out_runs_that_are_to_be_cancelled_of_routes_that_are_routed_nowhere() {
        // Given
        var replica = ledger.replica();
        for (var route : List.of("gone", "here")) {
            ledger.runs.queueManual(route, "{}");
            var run = ledger.runs.claim(replica.id(), any(route)).get(0);
            ledger.runs.end(RunEnd.waiting(run.id(), run.owner(), Instant.MAX));
            ledger.runs.cancel(run.id());
        }

        // When
        var claimed = ledger.runs.claimCancelled(replica.id(), 10, Set.of("here"));

        // Then
        assertThat(claimed).extracting(ClaimedRun::route).containsExactly("gone");
        assertThat(ledger.runs.claim(replica.id(), any("here"))).hasSize(1);
    }

    private static Instant time(String sql, Object... values) {
        return ledger.database
                .first(sql, row -> row.getTimestamp(1).toInstant(), values)
                .orElseThrow();
    }

    private static Claim any(String route) {
        return new Claim(route, 10, 0, 0, false, "");
    }

    private static long accept(String route, String key, String sequencer) {
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
        return ledger.events
                .accept(new Decided(event, List.of(Verdict.start(route, "passes"))))
                .eventId();
    }
}
