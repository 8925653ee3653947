package routes.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sandbox.Fault;
import sandbox.Fault.Kind;
import sandbox.SandboxSpark;

import routes.external.Sighting;
import routes.external.Task;
import routes.shared.InvalidInputException;

/** A cluster that is away, slow, in the hands of another master, or refuses. */
class SparkTroubleTest {

    private static final SandboxSpark SPARK = SandboxSpark.started();
    private static final SandboxSpark STANDBY = SandboxSpark.started();
    private static final String CREATE = "POST /v1/submissions/create";
    private static final String STATUS = "GET /v1/submissions/status/.*";
    private static final String PAGES = "GET /json/";

    private final SparkApplications applications = applications(SPARK.url().toString());
    private final Task<ApplicationRequest> task = Applications.task(Applications.request("file:/a.jar", "slow"));

    private static SparkApplications applications(String urls) {
        return Settings.applications(settings(urls));
    }

    private static Map<String, String> settings(String urls) {
        return Map.of(
                "routes.connections.spark.cluster.url",
                urls,
                "routes.connections.spark.cluster.web",
                urls,
                "routes.daily.store.secret",
                "hush",
                "routes.external.timeout",
                "1m");
    }

    @BeforeEach
    void forget() {
        SPARK.reset();
        STANDBY.reset();
        STANDBY.be("STANDBY");
    }

    @AfterAll
    static void stop() {
        SPARK.close();
        STANDBY.close();
    }

    private Task<ApplicationRequest> begun() throws Exception {
        return Applications.with(task, applications.begin(task).handle());
    }

    private Sighting look(Task<ApplicationRequest> begun) throws Exception {
        return applications.look(Applications.CLUSTER, List.of(begun)).get(begun.externalId());
    }

    private AbstractThrowableAssert<?, ?> beginning() {
        return assertThatThrownBy(() -> applications.begin(task));
    }

    @Test
    void is_asked_again_while_it_is_away_and_its_drivers_are_found_when_it_is_back() throws Exception {
        // Given
        var begun = begun();
        SPARK.stop();

        // Then
        assertThatThrownBy(() -> look(begun))
                .isInstanceOf(SparkException.class)
                .hasMessageStartingWith("cluster cannot be asked at localhost:");
        beginning().isInstanceOf(SparkException.class);

        // When
        SPARK.start();

        // Then
        assertThat(look(begun)).isEqualTo(Sighting.Underway.WELL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUT_AFTERWARDS", "HALF"})
    void submits_one_driver_although_the_answer_was_lost(Kind kind) throws Exception {
        SPARK.next(CREATE, Fault.of(kind));
        beginning().isInstanceOf(SparkException.class);
        applications.begin(Applications.again(task));
        assertThat(SPARK.drivers()).hasSize(1);
    }

    @Test
    void submits_no_second_driver_while_it_cannot_be_told_whose_the_first_is() throws Exception {
        // Given
        SPARK.full(true);
        SPARK.next(CREATE, Fault.of(Kind.CUT_AFTERWARDS));
        beginning().isInstanceOf(SparkException.class);
        var driver = SPARK.drivers().get(0);

        // Then
        assertThatThrownBy(() -> applications.begin(Applications.again(task)))
                .isInstanceOf(SparkException.class)
                .hasMessage(
                        "an earlier call may have submitted " + driver + " (it has no worker whose pages can be asked)"
                                + " on cluster, and a second driver is not"
                                + " submitted before that is known; cancel the"
                                + " run if it never will be");
        SPARK.full(false);
        SPARK.next("GET /worker/log/.*", Fault.answer(500, "{}"));
        assertThatThrownBy(() -> applications.begin(Applications.again(task))).isInstanceOf(SparkException.class);
        assertThat(applications.begin(Applications.again(task)).handle()).isEqualTo(driver);
        assertThat(SPARK.drivers()).hasSize(1);
    }

    @Test
    void leaves_a_driver_to_itself_of_which_nobody_can_tell_whose_it_is() throws Exception {
        // Given
        SPARK.full(true);
        SPARK.next(CREATE, Fault.of(Kind.CUT_AFTERWARDS));
        beginning().isInstanceOf(SparkException.class);
        var driver = SPARK.drivers().get(0);
        var cancelled = Applications.again(task);

        // Then: it may become known
        assertThatThrownBy(() -> applications.stop(cancelled))
                .isInstanceOf(SparkException.class)
                .hasMessageContaining(driver + " (it has no worker whose pages can be asked) on cluster may be that of"
                        + " this step");

        // When
        var quarter = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(16));
        Settings.applications(settings(SPARK.url().toString()), quarter).stop(cancelled);

        // Then
        assertThat(SPARK.killed(driver)).isFalse();
    }

    @Test
    void a_doubtful_driver_that_has_ended_need_not_be_stopped() throws Exception {
        // Given
        SPARK.full(true);
        SPARK.next(CREATE, Fault.of(Kind.CUT_AFTERWARDS));
        beginning().isInstanceOf(SparkException.class);

        // When
        SPARK.end(SPARK.drivers().get(0), "FAILED", null);

        // Then
        applications.stop(Applications.again(task));
    }

    @Test
    void is_not_held_up_by_waiting_drivers_of_other_steps() throws Exception {
        // Given
        SPARK.full(true);
        var other = begun();
        assertThat(look(other)).isEqualTo(new Sighting.Underway("it waits for a worker that has room for its driver"));

        // When
        var next = Applications.task(task.request());
        applications.begin(Applications.again(next));

        // Then
        assertThat(SPARK.drivers()).hasSize(2);
    }

    @Test
    void takes_no_driver_that_never_ran_for_its_own() throws Exception {
        SPARK.full(true);
        applications.begin(task);
        SPARK.end(SPARK.drivers().get(0), "KILLED", null);
        applications.begin(Applications.again(task));
        assertThat(SPARK.drivers()).hasSize(2);
    }

    @Test
    void does_not_wait_longer_than_set() {
        var settings = new HashMap<>(settings(SPARK.url().toString()));
        settings.put("routes.external.timeout", "1s");
        SPARK.next(CREATE, Fault.of(Kind.HANG));
        assertThatThrownBy(() -> Settings.applications(settings).begin(task))
                .isInstanceOf(SparkException.class)
                .hasMessage("cluster did not answer within 1 s");
    }

    @Test
    void refuses_what_the_server_cannot_read() {
        SPARK.next(CREATE, Fault.answer(400, """
            {"action": "ErrorResponse", "message": "Malformed request: no main class\\n\\tat org.apache.Nowhere"}\
            """));
        beginning()
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "cluster answers 400 at " + SPARK.url().getAuthority() + ": Malformed request: no main class");
    }

    @Test
    void refuses_to_be_a_stranger() {
        SPARK.next(CREATE, Fault.answer(403, "{}"));
        beginning()
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("cluster answers 403 at " + SPARK.url().getAuthority()
                        + ": set routes.connections.spark.cluster.token to one that its filters take");
    }

    @Test
    void refuses_an_address_of_something_else() {
        SPARK.next(CREATE, Fault.answer(404, "{}"));
        beginning()
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is routes.connections.spark.cluster.url that of the REST submission server");
    }

    @Test
    void takes_a_200_without_success_for_a_failure() {
        SPARK.next(CREATE, Fault.answer(200, "{\"success\": false, \"message\": \"no\"}"));
        beginning().isInstanceOf(InvalidInputException.class).hasMessage("cluster does not take the application: no");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void is_asked_again_after_an_answer_that_may_heal(int status) {
        SPARK.next(CREATE, Fault.answer(status, "{\"message\": \"busy\"}"));
        beginning()
                .isInstanceOf(SparkException.class)
                .hasMessage("cluster answers " + status + " at " + SPARK.url().getAuthority() + ": busy");
    }

    @Test
    void is_asked_again_while_no_master_is_in_charge() throws Exception {
        var begun = begun();
        SPARK.be("RECOVERING");
        beginning()
                .isInstanceOf(SparkException.class)
                .hasMessageEndingWith("is not in charge: Current state is not alive: RECOVERING. Can only accept driver"
                        + " submissions in ALIVE state.");
        assertThatThrownBy(() -> look(begun)).isInstanceOf(SparkException.class);
        assertThatThrownBy(() -> applications.stop(begun)).isInstanceOf(SparkException.class);
    }

    @Test
    void finds_the_master_that_is_in_charge() throws Exception {
        var both = applications(STANDBY.url() + "," + SPARK.url());
        var begun = Applications.with(task, both.begin(task).handle());
        assertThat(SPARK.drivers()).containsExactly(begun.handle());
        assertThat(both.look(Applications.CLUSTER, List.of(begun)).get(begun.externalId()))
                .isEqualTo(Sighting.Underway.WELL);
        STANDBY.stop();
        assertThat(both.begin(Applications.again(task)).handle()).isEqualTo(begun.handle());
        STANDBY.start();
    }

    @Test
    void looks_for_a_thousand_with_one_request_and_one_by_one_without_the_pages() throws Exception {
        // Given
        var tasks = Stream.generate(() -> Applications.task(task.request()))
                .limit(1000)
                .toList();
        var begun = new java.util.ArrayList<Task<ApplicationRequest>>();
        for (var each : tasks) {
            begun.add(Applications.with(each, applications.begin(each).handle()));
        }
        var before = SPARK.requests().size();

        // When
        var seen = applications.look(Applications.CLUSTER, begun);

        // Then
        assertThat(seen.values()).hasSize(1000).containsOnly(Sighting.Underway.WELL);
        assertThat(SPARK.requests()).hasSize(before + 1);
        SPARK.next(PAGES, Fault.answer(500, "{}"));
        assertThat(applications.look(Applications.CLUSTER, begun).values()).containsOnly(Sighting.Underway.WELL);
    }

    @Test
    void tells_of_drivers_that_are_lost_with_their_master() throws Exception {
        var begun = begun();
        SPARK.forget();
        assertThat(look(begun))
                .isInstanceOfSatisfying(
                        Sighting.Failed.class,
                        gone -> assertThat(gone.why())
                                .startsWith("driver " + begun.handle() + " on cluster is not known there any more"));
    }

    @Test
    void says_why_a_driver_does_not_come_on() throws Exception {
        var begun = begun();
        for (var state : List.of("UNKNOWN", "RELAUNCHING")) {
            SPARK.next(PAGES, Fault.answer(500, "{}"));
            SPARK.next(STATUS, Fault.answer(200, "{\"success\": true, \"driverState\": \"" + state + "\"}"));
            assertThat(look(begun))
                    .isInstanceOfSatisfying(
                            Sighting.Underway.class,
                            underway -> assertThat(underway.note()).isNotBlank());
        }
    }

    @Test
    void tells_what_the_cluster_says_of_a_failure() throws Exception {
        var begun = begun();
        SPARK.end(begun.handle(), "FAILED", "java.lang.OutOfMemoryError: Java heap space");
        assertThat(look(begun))
                .isInstanceOfSatisfying(
                        Sighting.Failed.class,
                        failed -> assertThat(failed.why())
                                .startsWith("driver " + begun.handle()
                                        + " on cluster failed: java.lang.OutOfMemoryError: Java heap space;"
                                        + " its log is http://"));
    }
}
