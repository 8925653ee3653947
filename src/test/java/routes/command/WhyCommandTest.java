package routes.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WhyCommandTest {

    private static final String MISSING = "GET /api/events?bucket=raw-data&key=day%2Flost.mcap&limit=1";

    private final FakeSluice sluice = new FakeSluice();

    @AfterEach
    void close() {
        sluice.close();
    }

    @Test
    void tells_how_a_run_of_the_object_failed_and_what_to_do() {
        // Given
        known();

        // When
        var why = Executed.against(sluice, "why", "raw-data/day/a.mcap");

        // Then
        assertThat(why.out()).isEqualTo(FakeSluice.read("why-parked.txt"));
        assertThat(why.exitCode()).isZero();
    }

    @Test
    void tells_of_the_run_where_the_newest_event_repeats_the_one_that_started_it() {
        // Given
        known();
        sluice.answers("GET /api/events?bucket=raw-data&key=day%2Fa.mcap&limit=1", 200, "events-duplicate.json")
                .answers("GET /api/events/13", 200, "event-13.json");

        // When
        var why = Executed.against(sluice, "why", "raw-data/day/a.mcap");

        // Then
        assertThat(why.out())
                .contains("the same object version as event 12")
                .endsWith("\n" + FakeSluice.read("why-parked.txt"));
    }

    @Test
    void tells_of_a_duplicate_whose_first_event_was_removed() {
        // Given
        sluice.answers("GET /api/events?bucket=raw-data&key=day%2Fa.mcap&limit=1", 200, "events-duplicate.json")
                .answers("GET /api/events/13", 200, "event-13.json");

        // When
        var why = Executed.against(sluice, "why", "raw-data/day/a.mcap");

        // Then
        assertThat(why.out()).contains("the same object version as event 12").doesNotContain("run 34");
        assertThat(why.exitCode()).isZero();
    }

    @Test
    void gives_programs_the_events_and_their_runs() {
        // Given
        known();

        // When
        var why = Executed.against(sluice, "why", "raw-data/day/a.mcap", "--json");

        // Then
        assertThat(why.out()).startsWith("{").contains("\"events\" : [ {", "\"34\" : {");
    }

    @Test
    void tells_what_is_known_where_no_event_is() {
        // Given
        sluice.answers(MISSING, 200, "nothing.json")
                .answers("GET /api/routes", 200, "routes.json")
                .answers("GET /api/events?bucket=raw-data&limit=1", 200, "events.json")
                .answers("GET /api/events?bucket=raw-data&limit=3&prefix=day%2Flost.mcap", 200, "nothing.json")
                .answers("GET /api/quarantine?limit=3&reread=false", 200, "quarantine.json");

        // When
        var why = Executed.against(sluice, "why", "raw-data/day/lost.mcap");

        // Then
        assertThat(why.out()).isEqualTo(FakeSluice.read("why-missing.txt"));
        assertThat(why.exitCode()).isEqualTo(1);
    }

    @Test
    void wants_a_bucket_and_a_key() {
        // When
        var why = Executed.against(sluice, "why", "raw-data");

        // Then
        assertThat(why.exitCode()).isEqualTo(2);
        assertThat(why.err()).contains("'raw-data' is no <bucket/key>");
    }

    private void known() {
        sluice.answers("GET /api/events?bucket=raw-data&key=day%2Fa.mcap&limit=1", 200, "events.json")
                .answers("GET /api/events/12", 200, "event-12.json")
                .answers("GET /api/runs/34", 200, "run-34.json");
    }
}
