package routes.airflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import routes.external.Sighting;
import routes.shared.InvalidInputException;

/**
 * What we rely on in Airflow, whichever it is. The DAGs are those of {@code src/test/peers/airflow-dags}; the user {@code sluice} may
 * run them, the user {@code reader} may only look.
 */
public abstract class AirflowContract {

    /**
     * An Airflow to try.
     *
     * @param url its address
     * @param password of both users
     * @param path of a run's page, with the DAG and the run in the places of %s
     */
    public record Server(URI url, String password, String path) {}

    /** The Airflow to try; the same one for all tests. */
    protected abstract Server server();

    private Runs runs() {
        return runs("sluice", server().password());
    }

    private Runs runs(String user, String password) {
        return new Runs(Settings.system(server().url(), user, password, Settings.TIMEOUT));
    }

    @Test
    void runs_a_dag_to_its_end_and_says_where_to_look() throws Exception {
        // Given
        var task = Runs.task("contract_ok");

        // When
        var begun = runs().begin(task);

        // Then
        var link = server().url() + server().path().formatted("contract_ok", task.externalId());
        assertThat(begun.handle()).isEqualTo(task.externalId());
        assertThat(begun.link()).isEqualTo(link);
        var end = runs().awaitEnd(task);
        assertThat(end)
                .isInstanceOfSatisfying(
                        Sighting.Succeeded.class,
                        succeeded -> assertThat(succeeded.result())
                                .containsEntry("dag", "contract_ok")
                                .containsEntry("runId", task.externalId())
                                .containsEntry("link", link)
                                .containsKeys("start", "end"));
    }

    @Test
    void hands_the_conf_to_the_dag_and_copies_its_log() throws Exception {
        // Given
        var task = Runs.task("contract_ok", Map.of("key", "a b/é=1", "size", 5012), false);

        // When
        runs().begin(task);
        runs().awaitEnd(task);

        // Then
        assertThat(runs().log(task)).contains("== tell, try 1 of 1, success", "a b/é=1", "5012");
    }

    @Test
    void begins_one_run_however_often_it_is_asked() throws Exception {
        // Given
        var task = Runs.task("contract_ok", Map.of("key", "a", "size", 5, "ratio", 0.5, "list", List.of(1)), false);
        var first = runs().begin(task);

        // When
        var second = runs().begin(task);

        // Then
        assertThat(second).isEqualTo(first);
    }

    @Test
    void does_not_take_a_run_with_another_conf_for_ours() throws Exception {
        // Given
        var task = Runs.task("contract_ok", Map.of("key", "a"), false);
        runs().begin(task);

        // When
        var other = Runs.with(task, new DagRunRequest("test", "contract_ok", Map.of("key", "b"), false), null);

        // Then
        assertThatThrownBy(() -> runs().begin(other))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("Airflow test has a run " + task.externalId() + " of DAG contract_ok already, with another"
                        + " conf, as from a ledger that is no more: delete it there, then retry");
    }

    @Test
    void names_the_failed_task_and_where_to_look() throws Exception {
        // Given
        var task = Runs.task("contract_failing");

        // When
        var begun = runs().begin(task);

        // Then
        assertThat(runs().awaitEnd(task))
                .isEqualTo(Sighting.Failed.forGood(
                        "run " + task.externalId() + " of DAG contract_failing failed in fail: see " + begun.link()));
        assertThat(runs().log(task)).contains("== tell, try 1 of 1, success", "== fail, try 1 of 1, failed");
    }

    @Test
    void copies_the_logs_of_mapped_tasks_and_of_each_try() throws Exception {
        // Given
        var task = Runs.task("contract_mapped");

        // When
        runs().begin(task);
        runs().awaitEnd(task);

        // Then
        assertThat(runs().log(task))
                .contains("== second_time[0], try 1 of 1, success")
                .contains("== second_time[1], try 1 of 2, success", "== second_time[1], try 2 of 2, success")
                .contains("number 0, try 1", "number 1, try 1", "number 1, try 2", "number 2, try 1");
    }

    @Test
    void says_that_a_dag_is_paused() throws Exception {
        // Given
        var task = Runs.task("contract_paused");

        // When
        runs().begin(task);

        // Then
        runs().awaitNote(task, "DAG contract_paused is paused: unpause it");
        runs().system().stop(Runs.begun(task));
    }

    @Test
    void unpauses_a_dag_on_demand() throws Exception {
        // Given
        var task = Runs.task("contract_unpaused", Map.of(), true);

        // When
        runs().begin(task);

        // Then
        assertThat(runs().awaitEnd(task)).isInstanceOf(Sighting.Succeeded.class);
    }

    @Test
    void looks_for_many_runs_together() throws Exception {
        // Given
        var waiting =
                Stream.generate(() -> Runs.task("contract_paused")).limit(7).toList();
        for (var task : waiting) {
            runs().begin(task);
        }
        var done = Runs.task("contract_ok");
        runs().begin(done);
        runs().awaitEnd(done);
        var all = Stream.concat(waiting.stream(), Stream.of(done))
                .map(Runs::begun)
                .toList();

        // When
        var seen = runs().system().look("test", all);

        // Then
        assertThat(waiting)
                .allSatisfy(task -> assertThat(seen.get(task.externalId()))
                        .isEqualTo(new Sighting.Underway("DAG contract_paused is paused: unpause it")));
        assertThat(seen.get(done.externalId())).isInstanceOf(Sighting.Succeeded.class);
        for (var task : waiting) {
            runs().system().stop(Runs.begun(task));
        }
    }

    @Test
    void ends_a_run() throws Exception {
        // Given
        var task = Runs.task("contract_slow");
        var begun = runs().begin(task);

        // When
        runs().system().stop(Runs.begun(task));

        // Then
        assertThat(runs().awaitEnd(task))
                .isInstanceOfSatisfying(
                        Sighting.Failed.class,
                        failed -> assertThat(failed.why())
                                .startsWith("run " + task.externalId() + " of DAG contract_slow failed")
                                .endsWith(": see " + begun.link()));
    }

    @Test
    void keeps_the_log_of_a_run_that_was_ended() throws Exception {
        // Given
        var task = Runs.task("contract_slow");
        runs().begin(task);
        runs().awaitLog(task, ", try 1 of 1, running");

        // When
        runs().system().stop(Runs.begun(task));

        // Then
        assertThat(runs().log(task)).contains(", try 1 of 1, ");
    }

    @Test
    void ends_nothing_where_there_is_nothing_and_leaves_what_has_ended() throws Exception {
        // Given
        var done = Runs.task("contract_ok");
        runs().begin(done);
        runs().awaitEnd(done);

        // When
        runs().system().stop(Runs.task("contract_ok"));
        runs().system().stop(Runs.begun(done));

        // Then
        assertThat(runs().look(done)).isInstanceOf(Sighting.Succeeded.class);
    }

    @Test
    void takes_the_recordings_of_rosbag() throws Exception {
        // Given
        var conf = Map.<String, Object>of("bucket", "raw-data", "key", "drive.mcap", "size", 5012, "eventId", 7);
        var task = Runs.task("rosbag_processor_poc", conf, false);

        // When
        var begun = runs().begin(task);

        // Then
        assertThat(begun.link()).contains("/dags/rosbag_processor_poc/");
        runs().system().stop(Runs.begun(task));
    }

    @Test
    void says_that_there_is_no_such_dag_and_which_files_are_broken() {
        assertThatThrownBy(() -> runs().begin(Runs.task("contract_broken")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(
                        "Airflow test has no DAG contract_broken: check its name, and that its file lies in"
                                + " the folder of DAGs; these files cannot be imported: ")
                .hasMessageEndingWith("broken.py");
    }

    @Test
    void says_that_a_parameter_does_not_fit() {
        assertThatThrownBy(() -> runs().begin(Runs.task("contract_strict", Map.of("count", "many"), false)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("Airflow test refuses to run DAG contract_strict: Invalid input for param count: 'many' is"
                        + " not of type 'integer'");
    }

    @Test
    void says_that_the_password_is_wrong() {
        assertThatThrownBy(() -> runs("sluice", "wrong").begin(Runs.task("contract_ok")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("Airflow test does not take user sluice with the password it is given: check"
                        + " routes.connections.airflow.test.user and routes.connections.airflow.test.password;"
                        + " Airflow 2.x needs basic_auth among its [api] auth_backends, too");
    }

    @Test
    void says_that_a_permission_is_missing() {
        assertThatThrownBy(() -> runs("reader", server().password()).begin(Runs.task("contract_ok")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("user reader may not start a run of DAG contract_ok in Airflow test: give the user a role"
                        + " that may (Forbidden)");
    }

    @Test
    void says_that_a_run_was_deleted() throws Exception {
        // Given
        var task = Runs.task("contract_ok");

        // When
        var sighting = runs().look(task);

        // Then
        assertThat(sighting)
                .isEqualTo(Sighting.Failed.forGood("Airflow test does not have run " + task.externalId()
                        + " of DAG contract_ok any more: somebody has deleted it"));
    }
}
