package routes.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import routes.ledger.ObjectEvent;

class ReconcilerTest {

    private static final Instant SETTLED = Instant.parse("2026-01-02T03:04:05Z");

    private final StoreStandIn store = new StoreStandIn();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final Reconciler reconciler =
            new Reconciler(new BucketLister(store.client(), 3), ledger, ledger, ledger, ledger);

    @BeforeEach
    void fill() {
        for (int i = 0; i < 10; i++) {
            store.put("in/" + i, 1, SETTLED);
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void accepts_what_the_ledger_lacks_and_nothing_else() {
        // Given
        ledger.known.addAll(Set.of("in/0", "in/4", "in/9"));

        // When
        var coverage = reconcile("in/", SETTLED);

        // Then
        assertThat(ledger.accepted).containsExactly("in/1", "in/2", "in/3", "in/5", "in/6", "in/7", "in/8");
        assertThat(coverage).isEqualTo(new Coverage("raw-data", "in/", 10, 3, 7, 0, true));
    }

    @Test
    void a_second_search_heals_nothing() {
        // Given
        reconcile("in/", SETTLED);

        // When
        var coverage = reconcile("in/", SETTLED);

        // Then
        assertThat(coverage).isEqualTo(new Coverage("raw-data", "in/", 10, 10, 0, 0, true));
    }

    @Test
    void leaves_young_objects_to_the_push() {
        // Given
        store.put("in/young", 1, SETTLED.plusMillis(1));

        // When
        var coverage = reconcile("in/", SETTLED);

        // Then
        assertThat(ledger.accepted).doesNotContain("in/young");
        assertThat(coverage.young()).isEqualTo(1);
        assertThat(coverage.expected()).isEqualTo(10);
    }

    @Test
    void goes_on_after_the_last_finished_page_when_it_was_interrupted() {
        // Given
        ledger.failAt = "in/4";
        assertThatThrownBy(() -> reconcile("in/", SETTLED)).hasMessage("down");
        ledger.failAt = null;
        ledger.asked.clear();

        // When
        var coverage = reconcile("in/", SETTLED);

        // Then
        assertThat(ledger.asked).startsWith("in/3").hasSize(7);
        assertThat(ledger.accepted).containsExactlyElementsOf(store.objects.keySet());
        assertThat(coverage.whole()).isFalse();
    }

    @Test
    void tells_what_was_there_before_the_first_search_from_what_was_missed_later() {
        // Given
        reconcile("in/", SETTLED);
        store.put("in/missed", 1, SETTLED);

        // When
        reconcile("in/", SETTLED.plusSeconds(60));

        // Then
        assertThat(ledger.existing).hasSize(10).doesNotContain("in/missed");
        assertThat(ledger.accepted).contains("in/missed");
    }

    @Test
    void what_comes_while_the_first_search_is_interrupted_was_not_there_before() {
        // Given
        ledger.failAt = "in/4";
        assertThatThrownBy(() -> reconcile("in/", SETTLED)).hasMessage("down");
        ledger.failAt = null;
        store.put("in/new", 1, SETTLED.plusSeconds(1));

        // When
        reconcile("in/", SETTLED.plusSeconds(60));

        // Then
        assertThat(ledger.existing).hasSize(10).doesNotContain("in/new");
        assertThat(ledger.accepted).contains("in/new");
    }

    @Test
    void asks_for_what_is_gone_in_ranges_that_leave_no_gap() {
        // When
        reconcile("in/", SETTLED);

        // Then
        assertThat(ledger.ranges)
                .containsExactly(
                        "null to in/2 without in/0 in/1 in/2",
                        "in/2 to in/5 without in/3 in/4 in/5",
                        "in/5 to in/8 without in/6 in/7 in/8",
                        "in/8 to in/9 without in/9",
                        "in/9 to null without ");
    }

    @Test
    void asks_for_what_is_gone_once_a_day() {
        // Given
        reconcile("in/", SETTLED);
        ledger.ranges.clear();

        // When
        reconcile("in/", SETTLED.plusSeconds(60));
        var soon = ledger.ranges.size();
        reconcile("in/", SETTLED.plusSeconds(86_400));

        // Then
        assertThat(soon).isZero();
        assertThat(ledger.ranges).hasSize(5);
    }

    @Test
    void begins_anew_after_a_finished_search() {
        // Given
        reconcile("in/", SETTLED);
        store.put("in/00", 1, SETTLED);

        // When
        reconcile("in/", SETTLED);

        // Then
        assertThat(ledger.accepted).endsWith("in/00");
        assertThat(ledger.values).doesNotContainKey("listing:raw-data/in/");
    }

    @Test
    void buckets_and_prefixes_do_not_share_their_place() {
        // Given
        ledger.values.put("listing:raw-data/in/", "in/8");

        // When
        reconcile("in", SETTLED);

        // Then
        assertThat(ledger.accepted).hasSize(10);
        assertThat(ledger.values).containsEntry("listing:raw-data/in/", "in/8");
    }

    private Coverage reconcile(String prefix, Instant settled) {
        return reconciler.reconcile("raw-data", prefix, settled, ledger::acceptExisting);
    }

    /** Knows versions by their key alone. */
    private static final class InMemoryLedger implements KnownVersions, ListedEvents, GoneObjects, Watermarks {

        private final Set<String> known = new HashSet<>();
        private final List<String> accepted = new ArrayList<>();
        private final List<String> existing = new ArrayList<>();
        private final List<String> asked = new ArrayList<>();
        private final List<String> ranges = new ArrayList<>();
        private final Map<String, String> values = new HashMap<>();
        private String failAt;

        @Override
        public List<ObjectEvent> missing(List<ObjectEvent> listed) {
            listed.forEach(event -> asked.add(event.key()));
            return listed.stream().filter(event -> !known.contains(event.key())).toList();
        }

        @Override
        public void accept(List<ObjectEvent> events) {
            if (events.stream().anyMatch(event -> event.key().equals(failAt))) {
                throw new IllegalStateException("down");
            }
            events.forEach(event -> accepted.add(event.key()));
            known.addAll(accepted);
        }

        private void acceptExisting(List<ObjectEvent> events) {
            accept(events);
            events.forEach(event -> existing.add(event.key()));
        }

        @Override
        public void forget(String bucket, String prefix, String after, String last, List<String> present) {
            ranges.add(after + " to " + last + " without " + String.join(" ", present));
        }

        @Override
        public Optional<String> read(String name) {
            return Optional.ofNullable(values.get(name));
        }

        @Override
        public void write(String name, String value) {
            values.put(name, value);
        }

        @Override
        public void remove(String name) {
            values.remove(name);
        }
    }
}
