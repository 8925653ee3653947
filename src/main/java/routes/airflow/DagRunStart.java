package routes.airflow;

import static routes.airflow.ApiVersion.encoded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import routes.shared.InvalidInputException;

/** Starts a run under an id of ours, once: Airflow refuses a second one of the same id, and that one is ours, too. */
final class DagRunStart {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What Airflow shows instead of a secret. */
    private static final String HIDDEN = "***";

    private final AirflowClient client;
    private final DagRuns runs;

    DagRunStart(AirflowClient client) {
        this.client = client;
        this.runs = new DagRuns(client);
    }

    void start(DagRunRequest request, String runId) throws IOException, InterruptedException {
        if (request.unpause()) {
            unpause(request.dag());
        }
        var answer = client.ask(Call.post(
                "/dags/" + encoded(request.dag()) + "/dagRuns",
                version -> version.start(runId, request.conf()),
                "start a run of DAG " + request.dag()));
        switch (answer.status()) {
            case 404 -> throw unknown(request.dag());
            case 409 -> recognise(request, runId);
            case 400, 422 -> throw refused(request.dag(), answer);
            default -> {
                // It is started.
            }
        }
    }

    private void unpause(String dag) throws IOException, InterruptedException {
        var resource = "/dags/" + encoded(dag);
        var found = client.ask(Call.get(resource, "look at DAG " + dag));
        if (found.status() == 404) {
            throw unknown(dag);
        }
        if (found.body().path("is_paused").asBoolean()) {
            var change = Map.of("is_paused", false);
            var answer = client.ask(Call.patch(resource + "?update_mask=is_paused", change, "unpause DAG " + dag));
            if (!answer.ok()) {
                throw refused(dag, answer);
            }
        }
    }

    private void recognise(DagRunRequest request, String runId) throws IOException, InterruptedException {
        // API v1 also refuses two runs of the same microsecond.
        var run = runs.find(request.dag(), runId)
                .orElseThrow(() -> new IOException(client.connection() + " answers that run " + runId + " of DAG "
                        + request.dag() + " exists, and does not find it"));
        if (!isOurs(request, run.conf())) {
            throw new InvalidInputException(client.connection() + " has a run " + runId + " of DAG " + request.dag()
                    + " already, with another conf, as from a ledger that is no more: delete it there, then retry");
        }
    }

    private static boolean isOurs(DagRunRequest request, JsonNode conf) throws IOException {
        var ours = JSON.readTree(JSON.writeValueAsBytes(request.conf()));
        for (var entry : ours.properties()) {
            var there = conf.path(entry.getKey());
            if (!there.equals(entry.getValue()) && !there.asText().equals(HIDDEN)) {
                return false;
            }
        }
        return true;
    }

    private InvalidInputException refused(String dag, Answer answer) throws InterruptedException {
        var detail = answer.detail();
        return new InvalidInputException(client.connection() + " refuses to run DAG " + dag + ": " + detail
                + (detail.contains("import errors") ? brokenFiles() : ""));
    }

    private InvalidInputException unknown(String dag) throws InterruptedException {
        return new InvalidInputException(client.connection() + " has no DAG " + dag
                + ": check its name, and that its file lies in the folder of DAGs" + brokenFiles());
    }

    /** The files that Airflow cannot import, as far as it tells us: one of them may be the cause. */
    private String brokenFiles() throws InterruptedException {
        var files = new ArrayList<String>();
        try {
            client.ask(Call.get("/importErrors?limit=10", "list import errors"))
                    .body()
                    .path("import_errors")
                    .forEach(error -> files.add(error.path("filename").asText()));
        } catch (IOException | InvalidInputException e) {
            return "; which files cannot be imported is not known: " + e.getMessage();
        }
        return files.isEmpty() ? "" : "; these files cannot be imported: " + String.join(", ", files);
    }
}
