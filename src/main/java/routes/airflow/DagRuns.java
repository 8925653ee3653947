package routes.airflow;

import static routes.airflow.ApiVersion.encoded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** The runs of one Airflow server's DAGs. */
final class DagRuns {

    /** What a page holds at most, unless Airflow is set up for more. */
    private static final int PAGE = 100;

    private final AirflowClient client;

    DagRuns(AirflowClient client) {
        this.client = client;
    }

    static String resource(String dag, String runId) {
        return "/dags/" + encoded(dag) + "/dagRuns/" + encoded(runId);
    }

    /** A run, if it is there. */
    Optional<DagRun> find(String dag, String runId) throws IOException, InterruptedException {
        var answer = client.ask(Call.get(resource(dag, runId), "look at runs of DAG " + dag));
        if (answer.ok()) {
            return Optional.of(DagRun.of(answer.body()));
        }
        if (answer.status() == 404) {
            return Optional.empty();
        }
        throw odd(answer, "look at run " + runId + " of DAG " + dag);
    }

    /** The runs of some DAGs that have not ended, as of the time of each page. */
    List<DagRun> unfinished(Collection<String> dags) throws IOException, InterruptedException {
        var runs = new ArrayList<DagRun>();
        JsonNode page;
        do {
            var offset = runs.size();
            var filter = Map.of(
                    "dag_ids",
                    dags,
                    "states",
                    List.of("queued", "running"),
                    "page_limit",
                    PAGE,
                    "page_offset",
                    offset,
                    "order_by",
                    "dag_run_id");
            page = list("/dags/~/dagRuns/list", filter);
            page.path("dag_runs").forEach(run -> runs.add(DagRun.of(run)));
        } while (!page.path("dag_runs").isEmpty()
                && runs.size() < page.path("total_entries").asInt());
        return runs;
    }

    private JsonNode list(String resource, Object filter) throws IOException, InterruptedException {
        var answer = client.ask(Call.post(resource, version -> filter, "list runs"));
        if (!answer.ok()) {
            throw odd(answer, "list runs");
        }
        return answer.body();
    }

    /** The tasks of a run, in the order in which they began; only those of one state unless it is null. */
    List<TaskInstance> tasks(String dag, String runId, String state) throws IOException, InterruptedException {
        var tasks = new ArrayList<TaskInstance>();
        var purpose = "look at tasks of DAG " + dag;
        JsonNode page;
        do {
            var query = "?limit=" + PAGE + "&offset=" + tasks.size() + (state == null ? "" : "&state=" + state);
            var answer = client.ask(Call.get(resource(dag, runId) + "/taskInstances" + query, purpose));
            if (!answer.ok()) {
                throw odd(answer, purpose);
            }
            page = answer.body();
            page.path("task_instances").forEach(task -> tasks.add(TaskInstance.of(task)));
        } while (!page.path("task_instances").isEmpty()
                && tasks.size() < page.path("total_entries").asInt());
        tasks.sort(TaskInstance.AS_BEGUN);
        return tasks;
    }

    private IOException odd(Answer answer, String purpose) {
        return new IOException(client.connection() + " answers " + answer.status() + " when asked to " + purpose + ": "
                + answer.detail());
    }
}
