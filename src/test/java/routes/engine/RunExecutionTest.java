package routes.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import routes.ledger.Announcement;
import routes.ledger.ClaimedRun;
import routes.ledger.OpenStep;
import routes.ledger.RunLedger.Claim;
import routes.ledger.RunNews;
import routes.ledger.StepPlan;
import routes.ledger.StepRecord;
import routes.ledger.TestLedger;
import routes.shared.Clocks;

class RunExecutionTest {

    /** The ledger's calendar ends before Java's. */
    private static final Instant BEYOND_THE_CALENDAR = Instant.MAX.minusSeconds(1);

    private static TestLedger ledger;

    private final String route = "route-" + UUID.randomUUID();

    @BeforeAll
    static void createLedger() {
        ledger = TestLedger.create();
    }

    /** What a route does with a run. */
    @FunctionalInterface
    private interface Body {

        void perform(Run run) throws Exception;
    }

    @Test
    void parks_a_run_whose_end_the_ledger_refuses() {
        // When
        var run = route(new Silence(), handed -> handed.suspendUntil(BEYOND_THE_CALENDAR));

        // Then
        assertThat(state(run)).startsWith("parked: its end could not be written: LedgerException:");
    }

    @Test
    void parks_a_run_whose_step_the_ledger_refuses_to_begin() {
        // Given
        var steps = new StepRunner(ledger.steps, new Shutdown(), new ObjectMapper());

        // When
        var run = route(new Silence(), handed -> {
            var exchange = exchange();
            exchange.setProperty(Run.PROPERTY, handed);
            steps.perform(new WaitsBeyondTheCalendar(), "a-step", Map.of(), exchange);
        });

        // Then
        assertThat(state(run)).startsWith("parked: LedgerException: the ledger could not be");
    }

    @Test
    void parks_a_run_whose_news_cannot_be_told() {
        // When
        var run = route(new Speechless(), handed -> {});

        // Then
        assertThat(state(run)).isEqualTo("parked: its end could not be written: IllegalStateException: no words");
    }

    @Test
    void notes_since_when_a_run_with_attempts_without_number_fails() {
        // When
        var run = route(new Silence(), 0, handed -> {
            throw new IllegalStateException("bucket raw: the store refuses (AccessDenied)");
        });

        // Then
        assertThat(state(run)).isEqualTo("queued: IllegalStateException: bucket raw: the store refuses (AccessDenied)");
        assertThat(ledger.count("run where id = ? and unreachable_since is not null and failures = 0", run))
                .isEqualTo(1);
    }

    private long route(RunNews news, Body body) {
        return route(news, -1, body);
    }

    private long route(RunNews news, int attempts, Body body) {
        var id = ledger.runs.queueManual(route, "{}");
        var claimed = ledger.runs.claim(ledger.replica().id(), new Claim(route, 1, 0, 0, false, ""));
        var run = new Run(claimed.get(0), List.of(), ZoneOffset.UTC);
        var execution = new RunExecution(
                ledger.runs,
                news,
                new Cancellation(null, null),
                Settings.engine(),
                new Shutdown(),
                Clocks.present(),
                Clock.systemUTC(),
                new ObjectMapper());
        execution.route(new TestTrigger(route, attempts, body), run);
        return id;
    }

    private static String state(long run) {
        return ledger.database
                .first(
                        "select state || ': ' || coalesce(error, '') from run where id = ?",
                        row -> row.getString(1),
                        run)
                .orElseThrow();
    }

    private static Exchange exchange() {
        return new DefaultExchange(new DefaultCamelContext());
    }

    private record WaitsBeyondTheCalendar() implements Action {

        @Override
        public String name() {
            return "wait";
        }

        @Override
        public StepPlan plan(Call call) {
            return StepPlan.until(BEYOND_THE_CALENDAR);
        }

        @Override
        public Progress proceed(Call call) {
            return new Progress.Pending(BEYOND_THE_CALENDAR);
        }
    }

    private record Speechless() implements RunNews {

        @Override
        public Optional<Announcement> parked(ClaimedRun run, String error) {
            throw new IllegalStateException("no words");
        }

        @Override
        public Optional<Announcement> recovered(ClaimedRun run) {
            throw new IllegalStateException("no words");
        }

        @Override
        public Optional<Announcement> succeeded(ClaimedRun run) {
            throw new IllegalStateException("no words");
        }

        @Override
        public Optional<Announcement> branchFailed(ClaimedRun run, List<StepRecord> failed) {
            return Optional.empty();
        }

        @Override
        public Optional<Announcement> triedAgain(ClaimedRun run, List<StepRecord> failed, Instant next) {
            return Optional.empty();
        }

        @Override
        public Announcement late(OpenStep step) {
            throw new IllegalStateException("no words");
        }
    }

    private record TestTrigger(String routeId, int attempts, Body body) implements Trigger {

        @Override
        public String kind() {
            return "test";
        }

        @Override
        public String version() {
            return "";
        }

        @Override
        public boolean active() {
            return true;
        }

        @Override
        public Map<String, String> parameters() {
            return Map.of();
        }

        @Override
        public Limits limits() {
            return new Limits(0, 0, false, attempts);
        }

        @Override
        public Exchange newExchange() {
            return exchange();
        }

        @Override
        public void route(Exchange exchange) {
            try {
                body.perform(exchange.getProperty(Run.PROPERTY, Run.class));
            } catch (Exception e) {
                exchange.setException(e);
            }
        }
    }
}
