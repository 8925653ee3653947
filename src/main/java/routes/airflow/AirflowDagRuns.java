package routes.airflow;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import routes.external.Begun;
import routes.external.ExternalSystem;
import routes.external.Parameters;
import routes.external.Sighting;
import routes.external.Task;

/** Runs of DAGs in Airflow 2.x and 3.x. */
@ApplicationScoped
class AirflowDagRuns implements ExternalSystem<DagRunRequest> {

    private final AirflowConnections connections;

    AirflowDagRuns(AirflowConnections connections) {
        this.connections = connections;
    }

    @Override
    public String action() {
        return "airflow-dag-run";
    }

    @Override
    public Class<DagRunRequest> requestType() {
        return DagRunRequest.class;
    }

    @Override
    public DagRunRequest request(Parameters parameters) {
        var connection = parameters.text("connection", "default");
        connections.of(connection);
        return new DagRunRequest(
                connection,
                parameters.required("dag"),
                DagRunRequest.conf(parameters.table("conf")),
                parameters.flag("unpause"));
    }

    @Override
    public String connection(DagRunRequest request) {
        return request.connection();
    }

    @Override
    public Begun begin(Task<DagRunRequest> task) throws IOException, InterruptedException {
        var client = client(task);
        new DagRunStart(client).start(task.request(), task.externalId());
        var link = client.known().link(client.connection(), task.request().dag(), task.externalId());
        return new Begun(task.externalId(), link);
    }

    @Override
    public Map<String, Sighting> look(String connection, Collection<Task<DagRunRequest>> tasks)
            throws IOException, InterruptedException {
        return new DagRunLook(connections.of(connection)).look(tasks);
    }

    /** Airflow knows no cancelled runs. One that is marked as failed has its tasks ended, and starts no more. */
    @Override
    public void stop(Task<DagRunRequest> task) throws IOException, InterruptedException {
        var client = client(task);
        var dag = task.request().dag();
        var run = new DagRuns(client).find(dag, task.externalId());
        if (run.isPresent() && !run.get().ended()) {
            var answer = client.ask(Call.patch(
                    DagRuns.resource(dag, task.externalId()), Map.of("state", "failed"), "end a run of DAG " + dag));
            if (!answer.ok() && answer.status() != 404) {
                throw new IOException(client.connection() + " does not end run " + task.externalId() + " of DAG " + dag
                        + ": " + answer.detail());
            }
        }
    }

    @Override
    public void copyLog(Task<DagRunRequest> task, OutputStream log) throws IOException, InterruptedException {
        new TaskLogs(client(task)).copy(task.request().dag(), task.externalId(), log);
    }

    private AirflowClient client(Task<DagRunRequest> task) {
        return connections.of(task.request().connection());
    }
}
