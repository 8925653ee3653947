package routes.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import routes.external.Sighting;
import routes.external.Task;
import routes.shared.InvalidInputException;

/** What Spark applications are promised to do, on whatever standalone cluster. */
public abstract class SparkApplicationsContract {

    private static final Duration SOON = Duration.ofSeconds(120);
    private static final String SECRET = "s3cr3t-of-the-store";

    private SparkApplications applications;

    /** Settings of the cluster {@code cluster}. */
    protected abstract Map<String, String> connection();

    /** Jar of {@code CountLines}, where the workers find it. */
    protected abstract String jar();

    /** A text file of three lines, where the workers find it. */
    protected abstract String file();

    @BeforeEach
    void connect() {
        var settings = new HashMap<>(connection());
        settings.put("routes.daily.store.secret", SECRET);
        applications = Settings.applications(settings);
    }

    private Task<ApplicationRequest> begun(String mode) throws Exception {
        var task = Applications.task(Applications.request(jar(), mode, file()));
        return Applications.with(task, applications.begin(task).handle());
    }

    private Sighting look(Task<ApplicationRequest> task) throws Exception {
        return applications.look(Applications.CLUSTER, List.of(task)).get(task.externalId());
    }

    private Sighting end(Task<ApplicationRequest> task) {
        return await().atMost(SOON).until(() -> look(task), sighting -> !(sighting instanceof Sighting.Underway));
    }

    private String log(Task<ApplicationRequest> task) throws Exception {
        var log = new ByteArrayOutputStream();
        applications.copyLog(task, log);
        return log.toString(StandardCharsets.UTF_8);
    }

    @Test
    void runs_an_application_to_its_end_and_copies_its_log_without_secrets() throws Exception {
        // When
        var task = begun("ok");
        var end = end(task);

        // Then
        assertThat(end)
                .isInstanceOfSatisfying(
                        Sighting.Succeeded.class,
                        well -> assertThat(well.result())
                                .containsEntry("cluster", Applications.CLUSTER)
                                .containsEntry("driver", task.handle())
                                .hasEntrySatisfying(
                                        "log",
                                        link -> assertThat((String) link).contains("driverId=" + task.handle())));
        assertThat(log(task))
                .contains("counted 3 lines as " + SECRET)
                .contains("word open")
                .doesNotContain("Launch Command");
        assertThat(new ObjectMapper().writeValueAsString(task.request())).doesNotContain(SECRET);
    }

    @Test
    void tells_of_one_that_fails_and_where_its_log_is() throws Exception {
        var task = begun("fail");
        assertThat(end(task)).isInstanceOfSatisfying(Sighting.Failed.class, failed -> {
            assertThat(failed.why())
                    .startsWith("driver " + task.handle() + " on cluster failed")
                    .contains("; its log is http://")
                    .endsWith("/logPage/?driverId=" + task.handle() + "&logType=stderr");
            assertThat(failed.heals()).isFalse();
        });
    }

    @Test
    void tells_of_one_whose_jar_is_missing() throws Exception {
        var task = Applications.task(Applications.request("file:/no-such.jar", "ok", file()));
        var begun = Applications.with(task, applications.begin(task).handle());
        assertThat(end(begun))
                .isInstanceOfSatisfying(
                        Sighting.Failed.class,
                        failed -> assertThat(failed.why())
                                .startsWith("driver " + begun.handle() + " on cluster could not be run: ")
                                .contains("NoSuchFileException"));
    }

    @Test
    void finds_the_driver_again_that_a_call_has_submitted_without_getting_to_know_its_id() throws Exception {
        // Given
        var task = Applications.task(Applications.request(jar(), "slow", file()));
        var first = applications.begin(task).handle();

        // When
        var second = await().atMost(SOON)
                .ignoreExceptionsInstanceOf(SparkException.class)
                .until(() -> applications.begin(Applications.again(task)).handle(), handle -> true);

        // Then
        assertThat(second).isEqualTo(first);
        applications.stop(Applications.with(task, first));
    }

    @Test
    void finds_the_driver_again_although_it_has_ended() throws Exception {
        var task = begun("ok");
        end(task);
        assertThat(applications.begin(Applications.again(task)).handle()).isEqualTo(task.handle());
    }

    @Test
    void submits_after_a_crash_what_no_earlier_call_has_submitted() throws Exception {
        // Given drivers of the same class that belong to others
        end(begun("ok"));
        var task = Applications.task(Applications.request(jar(), "ok", file()));

        // When
        var handle = applications.begin(Applications.again(task)).handle();

        // Then
        assertThat(end(Applications.with(task, handle))).isInstanceOf(Sighting.Succeeded.class);
    }

    @Test
    void kills_one_that_runs() throws Exception {
        var task = begun("slow");
        await().atMost(SOON).until(() -> look(task), Sighting.Underway.WELL::equals);
        applications.stop(task);
        assertThat(end(task))
                .isInstanceOfSatisfying(
                        Sighting.Failed.class,
                        failed -> assertThat(failed.why())
                                .startsWith("driver " + task.handle() + " on cluster was killed from outside"));
        applications.stop(task);
    }

    @Test
    void keeps_the_log_of_one_that_was_killed() throws Exception {
        // Given
        var task = begun("slow");
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(log(task)).contains("word open"));

        // When
        applications.stop(task);

        // Then
        assertThat(log(task)).contains("counted 3 lines", "word open");
    }

    @Test
    void kills_one_whose_begin_was_never_answered() throws Exception {
        var task = begun("slow");
        await().atMost(SOON).until(() -> look(task), Sighting.Underway.WELL::equals);
        await().atMost(SOON).ignoreExceptionsInstanceOf(SparkException.class).until(() -> {
            applications.stop(Applications.again(task));
            return true;
        });
        assertThat(end(task)).isInstanceOf(Sighting.Failed.class);
    }

    @Test
    void tells_of_a_driver_that_the_master_does_not_know() throws Exception {
        var task = Applications.with(
                Applications.task(Applications.request(jar(), "ok", file())), "driver-20200101000000-0000");
        applications.stop(task);
        assertThat(log(task)).isEmpty();
        assertThat(end(task))
                .isEqualTo(Sighting.Failed.forGood("driver driver-20200101000000-0000 on cluster is not known there any"
                        + " more, and nobody saw how it ended: its master was started anew, or keeps too few ended"
                        + " drivers; see what it has done, then retry the run"));
    }

    @Test
    void knows_no_cluster_that_is_not_set() {
        var request = Applications.request(jar(), "ok", file());
        var elsewhere = new ApplicationRequest(
                "other",
                request.resource(),
                request.mainClass(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                false);
        assertThatThrownBy(() -> applications.begin(Applications.task(elsewhere)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "there is no Spark cluster other, only [cluster]: set routes.connections.spark.other.url and"
                                + " .web");
    }
}
