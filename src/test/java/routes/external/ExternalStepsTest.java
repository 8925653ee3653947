package routes.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static routes.external.StandInSystem.Trouble.BEGINS_AND_DOES_NOT_ANSWER;
import static routes.external.StandInSystem.Trouble.DOES_NOT_ANSWER;
import static routes.external.StandInSystem.Trouble.REFUSES;

import java.time.LocalDate;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

import routes.engine.Backfill;
import routes.engine.WithTestRoutes;

@Tag("application")
@QuarkusTest
@TestProfile(WithTestRoutes.class)
class ExternalStepsTest extends ExternalRuns {

    @Inject
    S3Client store;

    @Inject
    Backfill backfill;

    @Test
    void waits_for_work_that_goes_on_elsewhere_and_goes_on_with_its_result() {
        // Given
        upload("elsewhere");
        awaitBegun();
        assertThat(step("handle")).startsWith("handle-of-far-job-");
        assertThat(step("link")).isEqualTo("http://stand-in/" + key);

        // When
        system.end(key, WELL);

        // Then
        awaitRun("succeeded");
        assertThat(system.starts(key)).isEqualTo(1);
        assertThat(step("result")).isEqualTo("{\"rows\":7}");
    }

    @Test
    void parks_the_run_with_the_reason_of_work_that_ended_badly() {
        // When
        system.end(key, Sighting.Failed.forGood("exit code 3: see its log"));
        upload("elsewhere");

        // Then
        awaitRun("parked");
        assertThat(run("error")).isEqualTo("exit code 3: see its log");
    }

    @Test
    void a_further_attempt_begins_work_that_failed_anew() {
        // Given
        system.end(key, Sighting.Failed.forGood("exit code 3"));
        upload("elsewhere");
        awaitRun("parked");

        // When
        system.end(key, WELL);
        runs.retry(runId(), false);
        engine.tell();

        // Then
        awaitRun("succeeded");
        assertThat(system.starts(key)).isEqualTo(2);
    }

    @Test
    void asks_again_under_the_same_name_when_a_begin_was_not_answered() {
        // Given
        system.trouble(key, DOES_NOT_ANSWER, BEGINS_AND_DOES_NOT_ANSWER);
        system.end(key, WELL);

        // When
        upload("elsewhere");

        // Then
        awaitRun("succeeded");
        assertThat(system.starts(key)).isEqualTo(1);
        assertThat(run("attempt")).isEqualTo("0");
    }

    @Test
    void parks_the_run_when_the_system_refuses() {
        // Given
        system.trouble(key, REFUSES);

        // When
        upload("elsewhere");

        // Then
        awaitRun("parked");
        assertThat(run("error")).isEqualTo("there is no room for " + key + ": make some");
    }

    @Test
    void keeps_the_log_in_the_store_before_what_is_left_behind_is_removed() {
        // Given
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> store.headBucket(b -> b.bucket("processed-data")) != null);
        system.end(key, WELL);

        // When
        upload("elsewhere");

        // Then
        awaitRun("succeeded");
        await().atMost(PATIENCE).until(() -> step("log_uri") != null);
        assertThat(step("log_uri")).isEqualTo("s3://processed-data/logs/elsewhere/" + runId() + "/far-job-1.log");
        var log = store.getObjectAsBytes(
                request -> request.bucket("processed-data").key("logs/elsewhere/" + runId() + "/far-job-1.log"));
        assertThat(log.asUtf8String()).isEqualTo("log of\n" + key);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(system.released()).contains(key));
    }

    @Test
    void says_that_a_system_does_not_answer_and_goes_on_when_it_does() {
        // Given
        system.away("far", true);
        upload("elsewhere-far");

        // When
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(step("note")).isEqualTo("far does not answer: IOException: connection refused"));
        system.end(key, WELL);
        system.away("far", false);

        // Then
        awaitRun("succeeded");
    }

    @Test
    void tells_people_once_of_a_late_step_and_gives_it_up_at_its_deadline() {
        // When
        upload("elsewhere-alerted");

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(messages()).singleElement().asString().contains("*late*: step alerted-job"));

        // When
        deadlineComes();

        // Then
        awaitRun("parked");
        assertThat(run("error")).startsWith("it was not done by its deadline 20");
        assertThat(system.stopped()).contains(key);
        assertThat(messages()).hasSize(2);
    }

    @Test
    void a_failed_branch_ends_the_others_where_the_route_says_so() {
        // Given
        upload("cut-short");
        awaitRun("waiting");

        // When
        system.end(key + "-short", Sighting.Failed.forGood("exit code 3"));

        // Then
        awaitRun("parked");
        assertThat(run("error")).isEqualTo("exit code 3");
        assertThat(system.stopped()).contains(key + "-long");
    }

    @Test
    void tells_once_and_at_once_of_work_of_a_scheduled_run_that_is_tried_again() {
        // Given
        var day = LocalDate.of(2026, 5, 4);
        system.end("in-time-" + day, new Sighting.Failed("exit code 3", true));

        // When
        backfill.queue("in-time", day, day, false, false);

        // Then: after all attempts that it has
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(database.query(
                                "select m.text from message m join run r on r.id = m.run_id"
                                        + " where r.route = 'in-time' and r.slot = '2026-05-04T03:00:00Z' order by m.id",
                                row -> row.getString(1)))
                        .hasSize(2)
                        .satisfiesExactly(
                                failed -> assertThat(failed)
                                        .contains("*failed*")
                                        .contains("job-in-time: exit code 3")
                                        .contains("It is tried again at"),
                                parked -> assertThat(parked).contains("*parked*")));
    }

    @Test
    void tells_at_once_of_a_failed_branch_while_the_others_go_on() {
        // Given
        upload("side-by-side");
        awaitRun("waiting");

        // When
        system.end(key + "-short", Sighting.Failed.forGood("exit code 3"));

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(messages())
                        .singleElement()
                        .asString()
                        .contains("*failed in part*")
                        .contains("hasty-job: exit code 3"));
        awaitRun("waiting");
        system.end(key + "-long", WELL);
        awaitRun("parked");
    }
}
