package routes.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import routes.engine.WithTestRoutes;
import routes.ledger.ClaimedRun;
import routes.ledger.Database;
import routes.ledger.RunEnd;
import routes.ledger.RunLedger;
import routes.ledger.RunNews;

/** The application as it is started, with a run of a route that nobody claims. */
@Tag("application")
@QuarkusTest
@TestProfile(WithTestRoutes.class)
class ParkedRunIsToldTest {

    @Inject
    Database database;

    @Inject
    RunLedger runs;

    @Inject
    RunNews news;

    @Test
    void tells_slack_of_a_run_in_the_commit_that_parks_it() {
        // Given
        var owner = UUID.randomUUID();
        var run = running(owner);

        // When
        runs.end(RunEnd.parked(run.id(), owner, "no such DAG")
                .told(news.parked(run, "no such DAG").orElseThrow()));

        // Then
        assertThat(message(run)).isPresent();
        await().until(() -> message(run).orElseThrow().equals("sent"));
    }

    private ClaimedRun running(UUID owner) {
        var id = database.first("""
                        insert into run (route, cause, state, owner)
                        values ('unclaimed', 'manual:' || gen_random_uuid(), 'running', ?)
                        returning id
                        """, row -> row.getLong(1), owner).orElseThrow();
        return new ClaimedRun(
                id, "unclaimed", "manual", null, null, null, null, 0, 0, false, false, false, null, null, owner);
    }

    /** State of the message that Slack itself was told; a message that went elsewhere says so in its error. */
    private Optional<String> message(ClaimedRun run) {
        return database.first(
                "select state from message where run_id = ? and error is null", row -> row.getString(1), run.id());
    }
}
