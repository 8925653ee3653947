package routes.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import routes.ledger.ClaimedRun;
import routes.ledger.RunEnd;
import routes.ledger.RunLedger.Claim;
import routes.ledger.TestLedger;

class OutagesTest {

    private final TestLedger ledger = TestLedger.create();
    private final Outages outages = outages("unreachable-after", "15m");

    @BeforeEach
    void queue_two_runs() {
        ledger.runs.queueManual("daily", "{}");
        ledger.runs.queueManual("daily", "{}");
    }

    @Test
    void tells_once_of_a_route_that_waits_long_for_a_system() {
        // Given
        claim().forEach(this::putOff);
        outages.look();
        assertThat(texts()).isEmpty();
        sixteenMinutesPass();

        // When
        outages.look();
        outages.look();

        // Then
        assertThat(texts()).hasSize(1);
        assertThat(texts().get(0))
                .startsWith("daily *waits* since ")
                .endsWith("with 2 runs\n> ConnectException: refused");
    }

    @Test
    void tells_once_that_the_system_answers_again() {
        // Given
        claim().forEach(this::putOff);
        sixteenMinutesPass();
        outages.look();

        // When
        var again = claim();
        outages.look();
        assertThat(texts()).hasSize(1);
        again.forEach(run -> ledger.runs.end(RunEnd.succeeded(run.id(), run.owner())));
        outages.look();
        outages.look();

        // Then
        assertThat(texts()).hasSize(2);
        assertThat(texts().get(1)).startsWith("daily *goes on*: it waited since ");
    }

    @Test
    void keeps_the_beginning_of_the_wait_over_its_attempts() {
        // Given
        claim().forEach(this::putOff);
        sixteenMinutesPass();

        // When
        claim().forEach(this::putOff);

        // Then
        assertThat(ledger.count("run where unreachable_since < now() - interval '15 minutes'"))
                .isEqualTo(2);
    }

    @Test
    void tells_in_the_channel_that_is_called_as_the_route() {
        // Given
        claim().forEach(this::putOff);
        sixteenMinutesPass();

        // When
        outages("slack.channels.daily.secret", "https://slack.invalid/services/b")
                .look();

        // Then
        assertThat(ledger.count("message where channel = 'daily'")).isEqualTo(1);
    }

    private Outages outages(String... settings) {
        var config = Settings.of(settings);
        return new Outages(ledger.database, new Messenger(new Channels(config, null, List.of())), config);
    }

    private List<ClaimedRun> claim() {
        ledger.database.update("update run set next_attempt_at = now()");
        var claimed = ledger.runs.claim(ledger.replica().id(), new Claim("daily", 10, 0, 0, false, ""));
        assertThat(claimed).hasSize(2);
        return claimed;
    }

    private void putOff(ClaimedRun run) {
        ledger.runs.end(RunEnd.putOff(run.id(), run.owner(), Instant.now(), "ConnectException: refused"));
    }

    private void sixteenMinutesPass() {
        ledger.database.update("update run set unreachable_since = unreachable_since - interval '16 minutes'");
    }

    private List<String> texts() {
        return ledger.database.query("select text from message order by id", row -> row.getString(1));
    }
}
