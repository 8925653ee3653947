package routes.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

import routes.engine.WithTestRoutes;

@Tag("application")
@QuarkusTest
@TestProfile(WithTestRoutes.class)
class StoppedExternalStepsTest extends ExternalRuns {

    @Inject
    S3Client store;

    @AfterEach
    void forget() {
        system.stopRemovesLog(false);
        system.away("far", false);
    }

    @Test
    void stops_the_work_of_a_cancelled_run() {
        // Given
        upload("elsewhere");
        awaitBegun();

        // When
        runs.cancel(runId());
        engine.tell();

        // Then
        awaitRun("cancelled");
        assertThat(system.stopped()).contains(key);
        assertThat(step("state")).isEqualTo("cancelled");
    }

    @Test
    void keeps_the_log_of_a_cancelled_step_and_removes_what_is_left_behind() {
        // Given
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> store.headBucket(b -> b.bucket("processed-data")) != null);
        upload("elsewhere");
        awaitBegun();

        // When
        runs.cancel(runId());
        engine.tell();

        // Then
        awaitRun("cancelled");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(system.released()).contains(key));
        assertThat(step("log_uri")).isEqualTo("s3://processed-data/logs/elsewhere/" + runId() + "/far-job-1.log");
    }

    @Test
    void copies_the_log_before_a_stop_that_removes_it() {
        // Given
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> store.headBucket(b -> b.bucket("processed-data")) != null);
        system.stopRemovesLog(true);
        upload("elsewhere");
        awaitBegun();

        // When
        runs.cancel(runId());
        engine.tell();

        // Then
        awaitRun("cancelled");
        assertThat(step("log_uri")).endsWith("/far-job-1.log");
        assertThat(system.stopped()).contains(key);
    }

    @Test
    void tries_again_to_cancel_where_the_system_does_not_answer() {
        // Given
        upload("elsewhere-far");
        awaitBegun();
        system.away("far", true);

        // When
        runs.cancel(runId());
        engine.tell();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(run("error"))
                        .startsWith(
                                "still to be cancelled: step farther-job could not be cancelled: ConnectException"));
        system.away("far", false);

        // Then
        awaitRun("cancelled");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(system.released()).contains(key));
    }

    @Test
    void stops_what_was_begun_by_a_replica_that_stood_still_until_the_run_was_cancelled_by_another() {
        // Given
        system.meanwhile(key, () -> {
            database.update("update step set state = 'cancelled' where run_id = ? and id = 'far-job'", runId());
            database.update("update run set state = 'cancelled', owner = null, replica = null where id = ?", runId());
        });

        // When
        upload("elsewhere");

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(system.released()).contains(key));
        assertThat(system.stopped()).contains(key);
    }

    @Test
    void stops_what_was_begun_a_second_time_by_a_replica_that_stood_still() {
        // Given
        system.meanwhile(
                key,
                () -> database.update(
                        "update step set handle = 'of another replica' where run_id = ? and id = 'far-job'", runId()));
        upload("elsewhere");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(system.stopped()).contains(key));

        // When
        system.end(key, WELL);

        // Then
        awaitRun("succeeded");
        assertThat(step("handle")).isEqualTo("of another replica");
    }
}
