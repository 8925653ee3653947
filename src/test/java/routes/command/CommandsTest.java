package routes.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandsTest {

    private final FakeSluice sluice = new FakeSluice();

    @AfterEach
    void close() {
        sluice.close();
    }

    @Test
    void lists_runs_in_aligned_columns() {
        // Given
        sluice.answers("GET /api/runs?limit=50&route=rosbag&state=parked", 200, "runs.json");

        // When
        var runs = Executed.against(sluice, "runs", "--route", "rosbag", "--state", "parked");

        // Then
        assertThat(runs.out()).isEqualTo(FakeSluice.read("runs.txt"));
        assertThat(runs.exitCode()).isZero();
    }

    @Test
    void says_of_a_run_since_when_a_system_does_not_answer() {
        // Given
        sluice.answers("GET /api/runs?limit=50", 200, "runs-waiting.json");

        // When
        var runs = Executed.against(sluice, "runs");

        // Then
        assertThat(runs.out()).contains("no answer since 2026-11-20 06:00:01Z: ConnectException: refused");
    }

    @Test
    void lists_events_with_what_became_of_them() {
        // Given
        sluice.answers("GET /api/events?bucket=raw-data&limit=50&since=2026-11-20T00%3A00%3A00Z", 200, "events.json");

        // When
        var events = Executed.against(sluice, "events", "--bucket", "raw-data", "--since", "2026-11-20");

        // Then
        assertThat(events.out()).isEqualTo(FakeSluice.read("events.txt"));
    }

    @Test
    void passes_the_token_and_prints_the_answer_as_json() {
        // Given
        sluice.answers("POST /api/runs/34/retry", 200, "run-34.json");

        // When
        var retry = Executed.against(sluice, "retry", "34", "--from", "start", "--token", "t", "--json");

        // Then
        assertThat(sluice.calls()).containsExactly("POST /api/runs/34/retry Bearer t {\"from\":\"start\"}");
        assertThat(retry.out()).startsWith("{\n  \"id\" : 34,");
    }

    @Test
    void shows_what_a_replay_would_start() {
        // Given
        sluice.answers("POST /api/events/replay", 200, "replay.json");

        // When
        var replay = Executed.against(
                sluice, "replay", "--bucket", "raw-data", "--prefix", "day/", "--rate", "2", "--dry-run");

        // Then
        assertThat(sluice.calls())
                .containsExactly("POST /api/events/replay"
                        + " {\"bucket\":\"raw-data\",\"prefix\":\"day/\",\"rate\":2.0,\"dryRun\":true}");
        assertThat(replay.out()).isEqualTo(FakeSluice.read("replay.txt"));
    }

    @Test
    void tells_programs_by_its_exit_code_what_went_wrong() {
        // Given
        sluice.answers("POST /api/runs/5/cancel", 409, "conflict.json")
                .answers("GET /api/runs?limit=50", 200, "nothing.json")
                .answers("GET /api/runs?limit=7", 503, "conflict.json");

        // Then
        assertThat(Executed.against(sluice, "runs").exitCode()).isEqualTo(1);
        assertThat(Executed.against(sluice, "cancel", "4").exitCode()).isEqualTo(1);
        assertThat(Executed.against(sluice, "cancel", "x").exitCode()).isEqualTo(2);
        assertThat(Executed.against(sluice, "runs", "--limit", "7").exitCode()).isEqualTo(3);
        assertThat(Executed.command("runs", "--url", "http://localhost:1").exitCode())
                .isEqualTo(3);
        var conflict = Executed.against(sluice, "cancel", "5");
        assertThat(conflict.exitCode()).isEqualTo(4);
        assertThat(conflict.err())
                .isEqualTo("Run 5 has the state succeeded. Only a run that has not ended can be cancelled.\n");
    }

    @Test
    void says_how_to_reach_a_sluice_that_does_not_answer() {
        assertThat(Executed.command("runs", "--url", "http://localhost:1").err())
                .isEqualTo("No Sluice answers at http://localhost:1. Is it running?"
                        + " Give its address by --url or SLUICE_URL.\n");
        assertThat(Executed.command("runs", "--url", "localhost").err()).contains("it must be like");
    }

    @Test
    void keeps_control_characters_from_the_terminal() {
        assertThat(Text.printable("a\u001b[31mb\nc")).isEqualTo("a\uFFFD[31mb c");
    }

    @Test
    void explains_itself() {
        assertThat(Executed.command("--help").out()).contains("why", "replay", "Exit codes:");
        assertThat(Executed.command("help", "why").out()).contains("<bucket/key>");
        assertThat(Executed.command("--version").out()).matches("sluice \\d+\\.\\S+\n");
        assertThat(Executed.command().exitCode()).isZero();
        assertThat(Executed.command("nonsense").exitCode()).isEqualTo(2);
    }
}
