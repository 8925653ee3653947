package conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a route with runs must not do, because it is routed again from its start after each wait and each crash. */
class DurableRoutesTest {

    private static final Set<String> BRANCHING = Set.of("multicast", "split", "recipientList");
    private static final Set<String> REPEATING = Set.of("split", "loop");

    /** Patterns that hold a thread, keep messages in memory, go on elsewhere, or answer a failure by themselves. */
    private static final Set<String> LEAVING = Set.of(
            "aggregate",
            "circuitBreaker",
            "delay",
            "idempotentConsumer",
            "resequence",
            "saga",
            "sample",
            "threads",
            "throttle",
            "wireTap");

    static List<Route> routes() {
        return RouteFile.allRoutes();
    }

    static Stream<Route> triggered() {
        return routes().stream().filter(Route::triggered);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void branches_are_joined_so_that_none_loses_its_suspension(Route route) {
        assertThat(Yaml.entries(route.definition()).filter(entry -> BRANCHING.contains(entry.key())))
                .as("aggregationStrategy: \"#bean:joinBranches\" or \"#bean:joinBranchesOrCancel\"")
                .allMatch(entry -> Set.of("#bean:joinBranches", "#bean:joinBranchesOrCancel")
                        .contains(entry.value().path("aggregationStrategy").asText()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void a_step_is_not_repeated_under_one_id(Route route) {
        var repeated = Yaml.entries(route.definition())
                .filter(entry -> REPEATING.contains(entry.key()))
                .flatMap(entry -> Yaml.values(entry.value()));
        assertThat(repeated)
                .as("the ledger knows a step by its id, so the second time would be taken for the first: start"
                        + " runs instead")
                .noneMatch(text -> text.startsWith("kamelet:"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("triggered")
    void a_run_stays_on_its_way(Route route) {
        assertThat(Yaml.entries(route.definition()).map(Yaml.Entry::key))
                .as("limits stand at the trigger; waits and retries are the ledger's")
                .doesNotContainAnyElementsOf(LEAVING);
        assertThat(route.steps().map(Route.Step::uri))
                .as("what is handed over in memory is lost in a crash")
                .noneMatch(uri -> uri.startsWith("seda:"));
    }
}
