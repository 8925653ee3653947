package routes.airflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static sandbox.AirflowTrouble.AWAY;
import static sandbox.AirflowTrouble.BROKEN;
import static sandbox.AirflowTrouble.HALF_AN_ANSWER;
import static sandbox.AirflowTrouble.HANGS;
import static sandbox.AirflowTrouble.HANGS_UP;
import static sandbox.AirflowTrouble.NO_WAY;
import static sandbox.AirflowTrouble.TRICKLES;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sandbox.AirflowTrouble;
import sandbox.SandboxAirflow;

import routes.external.Sighting;
import routes.shared.InvalidInputException;

/** What only a server that misbehaves on demand can show. */
class AirflowTroublesTest {

    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Sighting.Underway WELL = Sighting.Underway.WELL;

    private final SandboxAirflow airflow = ContractDags.in(SandboxAirflow.started(SandboxAirflow.Version.THREE));
    private Runs runs;

    @BeforeEach
    void connect() {
        runs = runs(Settings.TIMEOUT);
    }

    @AfterEach
    void close() {
        airflow.close();
    }

    /** What is patient, unless the trouble is that no answer comes. */
    private Runs against(AirflowTrouble trouble) {
        return trouble == HANGS || trouble == TRICKLES ? runs(SHORT) : runs;
    }

    private Runs runs(Duration timeout) {
        return new Runs(Settings.system(airflow.url(), SandboxAirflow.USER, SandboxAirflow.PASSWORD, timeout));
    }

    @ParameterizedTest
    @EnumSource(value = AirflowTrouble.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void starts_one_run_whatever_becomes_of_the_first_answer(AirflowTrouble trouble) throws Exception {
        // Given
        var task = Runs.task("contract_ok");
        airflow.troubleAtStart(trouble);

        // When
        // More than once, where an impatient one did not get as far as to the trouble.
        do {
            assertThatThrownBy(() -> against(trouble).begin(task))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("Airflow test ")
                    .hasMessageNotContaining(SandboxAirflow.PASSWORD);
        } while (airflow.isTroubled());
        runs.begin(task);

        // Then
        assertThat(airflow.dag("contract_ok").starts()).containsExactly(task.externalId());
        assertThat(runs.awaitEnd(task)).isInstanceOf(Sighting.Succeeded.class);
    }

    @ParameterizedTest
    @EnumSource(value = AirflowTrouble.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void ends_no_step_because_it_could_not_be_looked_for(AirflowTrouble trouble) throws Exception {
        // Given
        var task = Runs.task("contract_slow");
        runs.begin(task);
        var asked = against(trouble);
        await().ignoreExceptionsInstanceOf(IOException.class).until(() -> asked.look(task), WELL::equals);
        // When
        airflow.trouble(trouble);

        // Then
        try {
            assertThat(asked.look(task)).isEqualTo(WELL);
        } catch (IOException e) {
            assertThat(e).hasMessageStartingWith("Airflow test ");
        }
        assertThat(runs.look(task)).isEqualTo(WELL);
    }

    @Test
    void finds_out_the_version_at_the_first_answer_and_once_more_when_the_server_is_another() throws Exception {
        // Given
        airflow.trouble(AWAY);
        var task = Runs.task("contract_slow");
        assertThatThrownBy(() -> runs.begin(task)).hasMessage("Airflow test answers 503 when asked to say how it is");
        runs.begin(task);

        // When
        airflow.become(SandboxAirflow.Version.TWO);

        // Then
        assertThat(runs.look(task)).isEqualTo(WELL);
        var after = Runs.task("contract_ok");
        assertThat(runs.begin(after).link()).contains("/grid?dag_run_id=");
        airflow.become(SandboxAirflow.Version.THREE);
        assertThat(runs.begin(Runs.task("contract_ok")).link()).contains("/runs/");
        assertThat(runs.look(task)).isEqualTo(WELL);
    }

    @Test
    void logs_in_again_when_the_login_has_run_out_or_is_not_known_any_more() throws Exception {
        // Given
        var task = Runs.task("contract_slow");
        runs.begin(task);

        // When, then
        airflow.endLogins();
        assertThat(runs.look(task)).isEqualTo(WELL);
        airflow.changeKey();
        assertThat(runs.look(task)).isEqualTo(WELL);
        airflow.endLogins();
        runs.begin(Runs.task("contract_ok"));
    }

    @Test
    void says_that_there_is_no_airflow_where_the_setting_says() {
        airflow.trouble(NO_WAY, NO_WAY);

        assertThatThrownBy(() -> runs.begin(Runs.task("contract_ok")))
                .isInstanceOf(IOException.class)
                .hasMessage("Airflow test has no API where routes.connections.airflow.test.url says: neither"
                        + " /api/v2/monitor/health nor /api/v1/health is answered as by Airflow");
    }

    @Test
    void a_server_that_is_down_is_asked_again() throws Exception {
        // Given
        var task = Runs.task("contract_ok");
        airflow.stop();
        assertThatThrownBy(() -> runs.begin(task))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Airflow test does not answer: ");

        // When
        airflow.start();
        runs.begin(task);

        // Then
        assertThat(runs.awaitEnd(task)).isInstanceOf(Sighting.Succeeded.class);
    }

    @Test
    void ends_a_run_whose_begin_was_not_answered() throws Exception {
        // Given
        var task = Runs.task("contract_slow");
        airflow.troubleAtStart(HANGS_UP);
        assertThatThrownBy(() -> runs.begin(task)).isInstanceOf(IOException.class);

        // When
        runs.system().stop(task);

        // Then
        assertThat(airflow.dag("contract_slow")
                        .run(task.externalId())
                        .orElseThrow()
                        .state())
                .isEqualTo("failed");
    }

    @Test
    void looks_for_a_thousand_runs_with_few_requests() throws Exception {
        // Given
        airflow.dag("contract_ok").takes(Duration.ofHours(1));
        var tasks = Stream.generate(() -> Runs.task("contract_ok"))
                .limit(1_000)
                .map(Runs::begun)
                .toList();
        for (var task : tasks) {
            runs.begin(task);
        }
        airflow.dag("contract_ok").run(tasks.get(7).externalId()).orElseThrow().end("success");
        var before = airflow.requests();

        // When
        var seen = runs.system().look("test", tasks);

        // Then
        assertThat(seen).hasSize(1_000);
        assertThat(seen.values()).filteredOn(WELL::equals).hasSize(999);
        assertThat(airflow.requests() - before).isLessThanOrEqualTo(11);
    }

    @Test
    void tells_a_run_that_was_deleted_from_one_whose_begin_was_not_answered() throws Exception {
        // Given
        var task = Runs.task("contract_slow");
        runs.begin(task);
        airflow.dag("contract_slow").delete(task.externalId());

        // When
        var unanswered = runs.system().look("test", List.of(task));

        // Then
        assertThat(unanswered).containsEntry(task.externalId(), WELL);
        assertThat(runs.look(task)).isInstanceOf(Sighting.Failed.class);
    }

    @Test
    void says_why_queued_runs_do_not_begin() throws Exception {
        // Given
        var task = Runs.task("contract_paused");
        runs.begin(task);

        // When, then
        airflow.dag("contract_paused").importErrors(true);
        assertThat(runs.look(task)).isEqualTo(new Sighting.Underway("DAG contract_paused is paused: unpause it"));
        airflow.dag("contract_paused").stuck(true).paused(false);
        assertThat(runs.look(task))
                .isEqualTo(new Sighting.Underway("DAG contract_paused has import errors: mend its file"));
        airflow.dag("contract_paused").importErrors(false);
        airflow.schedulerIsWell(false);
        assertThat(runs.look(task))
                .isEqualTo(new Sighting.Underway("Airflow test has no healthy scheduler: see that it runs"));
        airflow.schedulerIsWell(true);
        assertThat(runs.look(task)).isEqualTo(WELL);
    }

    @Test
    void says_that_a_dag_cannot_be_imported_any_more() throws Exception {
        // Given
        runs.begin(Runs.task("contract_ok"));

        // When
        airflow.dag("contract_ok").importErrors(true);

        // Then
        assertThatThrownBy(() -> runs.begin(Runs.task("contract_ok")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(
                        "Airflow test refuses to run DAG contract_ok: DAG with dag_id: 'contract_ok' has"
                                + " import errors")
                .hasMessageContaining("these files cannot be imported: ")
                .hasMessageContaining("/dags/contract_ok.py");
    }

    @Test
    void says_that_a_run_without_failed_tasks_was_marked_or_took_too_long() throws Exception {
        // Given
        var task = Runs.task("contract_paused");
        var begun = runs.begin(task);

        // When
        airflow.dag("contract_paused").failsInNoTask(task.externalId());

        // Then
        assertThat(runs.look(task))
                .isEqualTo(Sighting.Failed.forGood("run " + task.externalId()
                        + " of DAG contract_paused failed although none of its tasks did: it was marked so, or took"
                        + " longer than it may: see " + begun.link()));
    }

    @Test
    void a_log_that_breaks_off_is_an_error() throws Exception {
        // Given
        var task = Runs.task("contract_ok");
        runs.begin(task);
        runs.awaitEnd(task);

        // When
        airflow.troubleAt("/logs/", HALF_AN_ANSWER, BROKEN);

        // Then
        assertThatThrownBy(() -> runs.log(task)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> runs.log(task)).hasMessage("Airflow test answers 500 when asked to read a log");
        assertThat(runs.log(task)).contains("number -1, try 1");
    }

    @Test
    void takes_an_address_with_the_path_of_the_api_and_a_slash() throws Exception {
        // When
        var address = URI.create(airflow.url() + "/api/v1/");
        var begun = new Runs(Settings.system(address, SandboxAirflow.USER, SandboxAirflow.PASSWORD, Settings.TIMEOUT))
                .begin(Runs.task("contract_ok"));
        // Then
        assertThat(begun.link()).startsWith(airflow.url() + "/dags/contract_ok/runs/");
    }

    @Test
    void links_lead_to_the_address_for_people() throws Exception {
        // Given
        var settings = Map.of(
                "routes.connections.airflow.test.url",
                airflow.url().toString(),
                "routes.connections.airflow.test.web-url",
                "https://airflow.example.com/data/",
                "routes.connections.airflow.test.user",
                SandboxAirflow.USER,
                "routes.connections.airflow.test.password",
                SandboxAirflow.PASSWORD);

        // When
        var begun = new Runs(Settings.system(settings, Settings.TIMEOUT)).begin(Runs.task("contract_ok"));

        // Then
        assertThat(begun.link()).startsWith("https://airflow.example.com/data/dags/contract_ok/runs/run-dag-");
    }

    @Test
    void a_token_is_sent_as_it_is_and_never_shown() {
        // Given
        var settings = Map.of(
                "routes.connections.airflow.test.url",
                airflow.url().toString(),
                "routes.connections.airflow.test.token",
                "a-token-of-ours");

        // When
        var hosted = new Runs(Settings.system(settings, Settings.TIMEOUT));
        // Then
        assertThatThrownBy(() -> hosted.begin(Runs.task("contract_ok")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("Airflow test refuses the token: renew routes.connections.airflow.test.token");
    }
}
