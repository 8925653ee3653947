package routes.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import routes.engine.EventOrScheduleEndpoint;
import routes.ledger.Database;
import routes.ledger.RouteCatalogue;
import routes.ledger.RouteControl;
import routes.ledger.RouteInfo;
import routes.ledger.RunLedger;

/** The file of entries changes while the application runs. */
@Tag("application")
@QuarkusTest
@TestProfile(WithEntries.class)
class EntryFileWatchTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Inject
    RouteCatalogue catalogue;

    @Inject
    Database ledger;

    @Inject
    RunLedger runs;

    @Inject
    RouteControl control;

    @Inject
    CamelContext camel;

    @Inject
    Entries entries;

    @Inject
    EntryRoutes entryRoutes;

    @AfterEach
    void writeFormer() {
        MergeTestResource.write(Map.of());
        await().atMost(PATIENCE).until(() -> routes().stream().noneMatch(id -> id.startsWith("merge.late")));
    }

    @Test
    void an_entry_comes_goes_and_comes_again() {
        for (var round = 0; round < 2; round++) {
            // When
            write("late", "late.csv");

            // Then
            await().atMost(PATIENCE).until(() -> routes().contains("merge.late"));
            var run = runs.queueManual("merge.late", null);
            awaitState(run, "parked");
            assertThat(error(run)).contains("the secret rds-secret-late does not exist");

            // When
            MergeTestResource.write(Map.of());

            // Then
            await().atMost(PATIENCE).until(() -> !routes().contains("merge.late"));
        }
        assertThat(routes()).contains("merge.onewonder", "merge.on-event");
    }

    @Test
    void an_entry_may_have_attempts_of_its_own() {
        // When
        write("late", "late.csv");

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(camel.getEndpoints().stream()
                                .filter(EventOrScheduleEndpoint.class::isInstance)
                                .map(endpoint -> ((EventOrScheduleEndpoint) endpoint).getAttempts()))
                        .contains(7, 2));
    }

    @Test
    void an_entry_that_changes_is_merged_as_it_is_now() {
        // Given
        write("late", "late.csv");
        await().atMost(PATIENCE).until(() -> routes().contains("merge.late"));

        // When
        write("late", "later.csv");

        // Then
        await().atMost(PATIENCE)
                .until(() -> entries.of("merge.late").destination().key().equals("later.csv"));
        assertThat(routes()).contains("merge.late");
    }

    @Test
    void an_entry_whose_route_changes_gets_another_route() {
        // Given
        write("late-event", "late.csv");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(parameters("merge.late-event")).containsEntry("object", "late-event.json"));

        // When
        MergeTestResource.write(Map.of("late-event", MergeTestResource.entry("other", "late.csv")));

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(parameters("merge.late-event")).containsEntry("object", "other.json"));
    }

    @Test
    void a_queued_run_ends_before_its_route_goes() {
        // Given
        write("late-run", "late.csv");
        await().atMost(PATIENCE).until(() -> routes().contains("merge.late-run"));
        control.pause("merge.late-run");
        var run = runs.queueManual("merge.late-run", null);

        // When
        write("late-other", "late.csv");

        // Then
        await().atMost(PATIENCE).until(() -> routes().contains("merge.late-other"));
        await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> routes().contains("merge.late-run"));
        control.resume("merge.late-run");
        awaitState(run, "parked");
        assertThat(error(run)).contains("the secret rds-secret-late-run does not exist");
        await().atMost(PATIENCE).until(() -> !routes().contains("merge.late-run"));
    }

    @Test
    void a_broken_file_or_entry_changes_nothing() {
        // Given
        write("late", "late.csv");
        await().atMost(PATIENCE).until(() -> routes().contains("merge.late"));

        // When
        MergeTestResource.writeText("{\"configs\": ");
        await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> routes().contains("merge.late"));
        MergeTestResource.write(Map.of("late", Map.of(), "late-other", MergeTestResource.entry("late-other")));

        // Then
        await().atMost(PATIENCE).until(() -> routes().contains("merge.late-other"));
        assertThat(routes()).contains("merge.late", "merge.onewonder");
    }

    @Test
    void an_entry_that_camel_refuses_stops_no_other() {
        // Given
        var known = entries.all().stream().map(Entry::name).toList();
        var database = entries.of("merge.onewonder").database();
        var csv = new Entry.Place(MergeTestResource.DESTINATION, "late.csv");
        var refused = new Entry(
                "late-event",
                "any",
                new Entry.Place(MergeTestResource.SOURCE, "{{nowhere}}.json"),
                csv,
                database,
                null);
        var other = new Entry(
                "late-other", "any", new Entry.Place(MergeTestResource.SOURCE, "any.json"), csv, database, null);
        var names = new HashSet<>(known);
        names.addAll(List.of("late-event", "late-other"));

        // When
        var done = entryRoutes.follow(new EntryFile(List.of(refused, other), names, List.of(), List.of()));

        // Then
        assertThat(done).isTrue();
        assertThat(routes()).contains("merge.late-other").doesNotContain("merge.late-event");
        assertThat(entries.refusal(refused))
                .hasValueSatisfying(reason -> assertThat(reason).contains("merge.late-event", "nowhere"));

        // When
        var corrected = new Entry("late-event", "any", other.source(), csv, database, null);
        entryRoutes.follow(new EntryFile(List.of(corrected), Set.copyOf(names), List.of(), List.of()));

        // Then
        assertThat(routes()).contains("merge.late-event");
        assertThat(parameters("merge.late-event")).containsEntry("object", "any.json");
        entryRoutes.follow(new EntryFile(List.of(), Set.copyOf(known), List.of(), List.of()));
    }

    private static void write(String entry, String destination) {
        MergeTestResource.write(Map.of(entry, MergeTestResource.entry(entry, destination)));
    }

    private List<String> routes() {
        return catalogue.routes().stream().map(RouteInfo::id).toList();
    }

    private Map<String, String> parameters(String route) {
        return catalogue.routes().stream()
                .filter(info -> info.id().equals(route))
                .findFirst()
                .map(RouteInfo::parameters)
                .orElse(Map.of());
    }

    private void awaitState(long run, String state) {
        await().atMost(PATIENCE)
                .until(() -> ledger.first("select state from run where id = ?", row -> row.getString(1), run)
                        .orElseThrow()
                        .equals(state));
    }

    private String error(long run) {
        return ledger.first("select error from run where id = ?", row -> row.getString(1), run)
                .orElseThrow();
    }
}
