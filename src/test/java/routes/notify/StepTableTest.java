package routes.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import routes.ledger.StepView;

class StepTableTest {

    private static final Instant BEGIN = Instant.parse("2026-11-20T06:00:00Z");

    private static StepView step(String id, String log, String link) {
        return new StepView(
                id,
                "docker-container",
                "succeeded",
                1,
                id,
                null,
                null,
                true,
                log,
                link,
                null,
                null,
                null,
                BEGIN,
                BEGIN.plusSeconds(75));
    }

    @Test
    void leads_to_the_page_of_the_run_where_a_step_has_none_of_its_own() {
        var steps = List.of(step("produce", "s3://logs/7/produce-1.log", null), step("etl", null, "http://spark/"));
        assertThat(StepTable.of(steps, Optional.of(URI.create("https://sluice/runs/7"))))
                .isEqualTo("""
                        • <https://sluice/runs/7|produce> succeeded in 1 min 15 s, log s3://logs/7/produce-1.log
                        • <http://spark/|etl> succeeded in 1 min 15 s""");
    }

    @Test
    void has_no_link_where_nobody_knows_one() {
        assertThat(StepTable.of(List.of(step("produce", null, null)), Optional.empty()))
                .isEqualTo("• produce succeeded in 1 min 15 s");
    }
}
