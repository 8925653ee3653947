package routes.airflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import routes.external.Begun;
import routes.external.Sighting;
import routes.external.Task;

/** Steps of one system, without an engine. */
record Runs(AirflowDagRuns system) {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    static Task<DagRunRequest> task(String dag, Map<String, Object> conf, boolean unpause) {
        var request = new DagRunRequest("test", dag, conf, unpause);
        return new Task<>("run-dag-" + UUID.randomUUID() + "-1", request, null, "daily", 1, "run-dag", 1, null);
    }

    static Task<DagRunRequest> task(String dag) {
        return task(dag, Map.of(), false);
    }

    /** The same task, once its begin was answered. */
    static Task<DagRunRequest> begun(Task<DagRunRequest> task) {
        return with(task, task.request(), task.externalId());
    }

    static Task<DagRunRequest> with(Task<DagRunRequest> task, DagRunRequest request, String handle) {
        return new Task<>(task.externalId(), request, handle, "daily", 1, "run-dag", 1, Instant.now());
    }

    Begun begin(Task<DagRunRequest> task) throws Exception {
        return system.begin(task);
    }

    Sighting look(Task<DagRunRequest> task) throws Exception {
        return system.look("test", List.of(begun(task))).get(task.externalId());
    }

    Sighting awaitEnd(Task<DagRunRequest> task) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> look(task), sighting -> !(sighting instanceof Sighting.Underway));
    }

    void awaitNote(Task<DagRunRequest> task, String note) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> look(task), new Sighting.Underway(note)::equals);
    }

    void awaitLog(Task<DagRunRequest> task, String part) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> log(task).contains(part));
    }

    String log(Task<DagRunRequest> task) throws Exception {
        var log = new ByteArrayOutputStream();
        system.copyLog(begun(task), log);
        return log.toString(UTF_8);
    }
}
