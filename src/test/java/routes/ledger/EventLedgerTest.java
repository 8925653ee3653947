package routes.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import routes.ledger.Database.SqlArray;
import routes.ledger.EventLedger.Decided;

class EventLedgerTest {

    private static TestLedger ledger;

    @BeforeAll
    static void createLedger() {
        ledger = TestLedger.create();
    }

    @Test
    void commits_an_event_with_the_outcome_of_every_route_and_its_runs() {
        // Given
        var verdicts = List.of(Verdict.start("one", "passes"), Verdict.skip("two", "bucket is a, not b"));

        // When
        var acceptance = ledger.events.accept(new Decided(event("outcomes", "01"), verdicts));

        // Then
        assertThat(ledger.database.query(
                        "select o.route || ' ' || o.verdict || ' ' || o.reason || ' ' || coalesce(r.cause, '-')"
                                + " from outcome o left join run r on r.id = o.run_id where o.event_id = ? order by 1",
                        row -> row.getString(1),
                        acceptance.eventId()))
                .containsExactly(
                        "one started passes event:" + acceptance.eventId(), "two skipped bucket is a, not b -");
    }

    @Test
    void counts_how_often_an_event_was_seen() {
        // Given
        var first = ledger.events.accept(new Decided(event("seen", "01"), List.of()));

        // When
        ledger.events.accept(new Decided(event("seen", "01"), List.of()));
        ledger.events.accept(new Decided(event("seen", "01"), List.of()));

        // Then
        assertThat(ledger.count("event where id = ? and seen = 3", first.eventId()))
                .isEqualTo(1);
    }

    @Test
    void takes_two_versions_that_are_pushed_at_once_for_one_hand_made_event_only_once() throws Exception {
        // Given
        var verdicts = List.of(Verdict.start("one", "passes"));
        var handMade = ledger.events.accept(new Decided(handMade("absorbs"), verdicts));
        var senders = Executors.newFixedThreadPool(2);
        try (var other = ledger.connection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("select from event where id = " + handMade.eventId() + " for update");

            // When
            var first = senders.submit(() -> ledger.events.accept(new Decided(pushedNow("absorbs", "01"), verdicts)));
            var second = senders.submit(
                    () -> ledger.otherEvents().accept(new Decided(pushedNow("absorbs", "02"), verdicts)));
            await().until(() ->
                    ledger.count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                            == 2);
            other.commit();

            // Then
            assertThat(List.of(first.get().fresh(), second.get().fresh())).containsExactlyInAnyOrder(true, false);
        } finally {
            senders.shutdownNow();
        }
        assertThat(ledger.count("run join event e on e.id = run.event_id where e.key = 'absorbs'"))
                .isEqualTo(2);
    }

    @Test
    void takes_a_batch_of_new_and_known_events_in_its_order() {
        // Given
        var verdicts = List.of(Verdict.skip("batch-a", "no"), Verdict.start("batch-b", "passes"));
        var known = ledger.events.accept(new Decided(event("batch-1", "01"), verdicts));
        var handMade = ledger.events.accept(new Decided(event("batch-2", null), verdicts));

        // When
        var accepted = ledger.events.accept(List.of(
                new Decided(event("batch-3", "01"), verdicts),
                new Decided(event("batch-1", "01"), verdicts),
                new Decided(event("batch-2", "02"), verdicts),
                new Decided(event("batch-4", "01"), List.of()),
                new Decided(event("batch-3", "01"), verdicts)));

        // Then
        assertThat(accepted).extracting(Acceptance::fresh).containsExactly(true, false, false, true, false);
        assertThat(accepted.get(1).eventId()).isEqualTo(known.eventId());
        assertThat(accepted.get(2).sameAs()).isEqualTo(handMade.eventId());
        assertThat(accepted.get(4).eventId()).isEqualTo(accepted.get(0).eventId());
        assertThat(ledger.database.query(
                        """
                        select e.key || ' ' || o.route || ' ' || o.verdict || ' ' || coalesce(r.cause, '-')
                        from event e join outcome o on o.event_id = e.id left join run r on r.id = o.run_id
                        where e.id = any(?) order by e.key, o.route
                        """,
                        row -> row.getString(1),
                        SqlArray.of(
                                "bigint",
                                accepted.stream().map(Acceptance::eventId).toList())))
                .containsExactly(
                        "batch-1 batch-a skipped -",
                        "batch-1 batch-b started event:" + known.eventId(),
                        "batch-2 batch-a duplicate -",
                        "batch-2 batch-b duplicate -",
                        "batch-3 batch-a skipped -",
                        "batch-3 batch-b started event:" + accepted.get(0).eventId());
        assertThat(ledger.count("run where route = 'batch-b'")).isEqualTo(3);
    }

    @Test
    void takes_each_event_once_when_many_senders_send_it_at_once() throws Exception {
        // Given
        var pool = Executors.newFixedThreadPool(16);
        var calls = new ArrayList<Callable<Acceptance>>();
        IntStream.range(0, 400)
                .forEach(i -> calls.add(() -> ledger.events.accept(
                        new Decided(event("crowd-" + i % 40, "01"), List.of(Verdict.start("crowd", "passes"))))));

        // When
        var acceptances = pool.invokeAll(calls);
        pool.shutdown();

        // Then
        var fresh = 0;
        for (var acceptance : acceptances) {
            fresh += acceptance.get().fresh() ? 1 : 0;
        }
        assertThat(fresh).isEqualTo(40);
        assertThat(ledger.count("run where route = 'crowd'")).isEqualTo(40);
    }

    @Test
    void refuses_a_value_alone_that_postgresql_cannot_hold() throws Exception {
        // Given
        var pool = Executors.newFixedThreadPool(8);
        var calls = new ArrayList<Callable<Acceptance>>();
        IntStream.range(0, 8)
                .forEach(i -> calls.add(() ->
                        ledger.events.accept(new Decided(event("mixed-" + i, i == 3 ? "0\u0000" : "01"), List.of()))));

        // When
        var results = pool.invokeAll(calls);
        pool.shutdown();

        // Then
        assertThatThrownBy(() -> results.get(3).get())
                .cause()
                .isInstanceOfSatisfying(
                        LedgerException.class,
                        failure -> assertThat(failure.refused()).isTrue());
        assertThat(ledger.count("event where key like 'mixed-%'")).isEqualTo(7);
    }

    @Test
    void knows_of_a_page_what_it_lacks() {
        // Given
        ledger.events.accept(List.of(
                new Decided(listed("page-1", "aa"), List.of()), new Decided(listed("page-3", "cc"), List.of())));
        var page = List.of(listed("page-1", "aa"), listed("page-2", "bb"), listed("page-3", "other"));

        // When
        var unknown = ledger.events.unknown(page);

        // Then
        assertThat(unknown).extracting(ObjectEvent::key).containsExactly("page-2", "page-3");
    }

    private static ObjectEvent event(String key, String sequencer) {
        return new ObjectEvent(
                Source.WEBHOOK,
                "ObjectCreated:Put",
                "bucket",
                key,
                key,
                null,
                "aa",
                sequencer,
                1L,
                Instant.EPOCH,
                "{}");
    }

    private static ObjectEvent handMade(String key) {
        return new ObjectEvent(
                Source.WEBHOOK, "ObjectCreated:Put", "bucket", key, key, null, null, null, null, null, "{}");
    }

    private static ObjectEvent pushedNow(String key, String sequencer) {
        return new ObjectEvent(
                Source.WEBHOOK,
                "ObjectCreated:Put",
                "bucket",
                key,
                key,
                null,
                "e" + sequencer,
                sequencer,
                1L,
                Instant.now(),
                "{}");
    }

    private static ObjectEvent listed(String key, String eTag) {
        return new ObjectEvent(
                Source.LISTING, "ObjectCreated:Put", "bucket", key, key, null, eTag, null, 1L, Instant.EPOCH, null);
    }
}
