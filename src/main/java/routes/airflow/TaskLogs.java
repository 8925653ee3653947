package routes.airflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static routes.airflow.ApiVersion.encoded;

import java.io.IOException;
import java.io.OutputStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Copies the logs of a run's tasks, one after the other, each try under a line that says whose it is. */
final class TaskLogs {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AirflowClient client;
    private final DagRuns runs;

    TaskLogs(AirflowClient client) {
        this.client = client;
        this.runs = new DagRuns(client);
    }

    void copy(String dag, String runId, OutputStream log) throws IOException, InterruptedException {
        if (runs.find(dag, runId).isEmpty()) {
            return;
        }
        for (var task : runs.tasks(dag, runId, null)) {
            // What never began has no log.
            for (var attempt = 1; attempt <= task.tries(); attempt++) {
                write(log, "== " + task.name() + ", try " + attempt + " of " + task.tries() + ", " + task.state());
                copy(DagRuns.resource(dag, runId), task, attempt, log);
            }
        }
    }

    private void copy(String run, TaskInstance task, int attempt, OutputStream log)
            throws IOException, InterruptedException {
        var resource = run + "/taskInstances/" + encoded(task.task()) + "/logs/" + attempt
                + "?full_content=true&map_index=" + task.mapIndex();
        var structured = client.known() == ApiVersion.V2;
        var status = client.lines(resource, line -> write(log, structured ? text(line) : line));
        if (status != 200) {
            write(log, "(this log cannot be read: Airflow answers " + status + ")");
        }
    }

    private static void write(OutputStream log, String line) throws IOException {
        log.write((line + "\n").getBytes(UTF_8));
    }

    /** An entry of API v2's logs, as a line; what is not one stays as it is. */
    private static String text(String line) {
        JsonNode entry;
        try {
            entry = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return line;
        }
        if (!entry.path("event").isTextual()) {
            return line;
        }
        var text = new StringBuilder();
        append(text, entry.path("timestamp"));
        append(text, entry.path("level"));
        text.append(entry.path("event").asText());
        entry.path("error_detail")
                .forEach(error -> text.append("\n  ")
                        .append(error.path("exc_type").asText())
                        .append(": ")
                        .append(error.path("exc_value").asText()));
        return text.toString();
    }

    private static void append(StringBuilder text, JsonNode part) {
        if (part.isTextual()) {
            text.append(part.asText()).append(' ');
        }
    }
}
